import { spawnSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { freePort } from '../../scripts/processes.mjs'
import { startProgram } from './child-process'
import { folderBytes } from './folder-bytes'
import { readMetric } from './metrics-text'
import type { RunningTarget, StoredPart, Target } from './target'

const PROGRAM = 'prometheus'

/** Null where it is not installed. */
export function findPrometheus(): Target | null {
  const { status, stdout, stderr } = spawnSync(PROGRAM, ['--version'], { encoding: 'utf8' })
  if (status !== 0) return null
  const version = /version (\d[\d.]*)/.exec(stdout + stderr)?.[1] ?? 'unknown'
  return { name: 'prometheus', version, start: ({ folder }) => start(folder) }
}

async function start(folder: string): Promise<RunningTarget> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const config = path.join(folder, 'prometheus.yml')
  const data = path.join(folder, 'data')
  writeFileSync(config, 'global: {}\n')
  const child = await startProgram({
    file: PROGRAM,
    args: [
      `--config.file=${config}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=60d',
      '--web.enable-remote-write-receiver',
      '--web.enable-admin-api',
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    logFile: path.join(folder, 'log'),
    readyUrl: `${url}/-/ready`,
  })
  return {
    url,
    writeUrl: `${url}/api/v1/write`,
    processes: { server: child.pid },
    isSettled: () => Promise.resolve(true),
    storedSamples: () => readMetric(url, 'prometheus_tsdb_head_samples_appended_total'),
    walBytes: () => Promise.resolve(folderBytes(path.join(data, 'wal'))),
    atRest: () => writeBlock(url, data),
    stop: () => child.stop(),
  }
}

const snapshotAnswer = z.object({ data: z.object({ name: z.string() }) })

/** A snapshot writes what is in memory into a block, as happens by itself every two hours. */
async function writeBlock(url: string, data: string): Promise<StoredPart[]> {
  const response = await fetch(`${url}/api/v1/admin/tsdb/snapshot`, { method: 'POST' })
  const { name } = snapshotAnswer.parse(await response.json()).data
  const snapshot = path.join(data, 'snapshots', name)
  const blocks = readdirSync(snapshot).map((block) => path.join(snapshot, block))
  const bytesOf = (part: string) =>
    blocks.reduce((sum, block) => sum + folderBytes(path.join(block, part)), 0)
  return [
    { name: 'chunks of the block', bytes: bytesOf('chunks') },
    { name: 'index of the block', bytes: bytesOf('') - bytesOf('chunks') },
  ]
}
