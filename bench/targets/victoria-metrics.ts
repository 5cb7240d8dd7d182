import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { freePort } from '../../scripts/processes.mjs'
import type { Roots } from '../measure/process-tree'
import { untilQuiet } from '../measure/quiet'
import { startProgram } from './child-process'
import { folderBytes } from './folder-bytes'
import { readMetric } from './metrics-text'
import type { RunningTarget, StoredPart, Target } from './target'

const PROGRAM = 'victoria-metrics'

/** Null where it is not installed. */
export function findVictoriaMetrics(): Target | null {
  if (spawnSync(PROGRAM, ['--version']).status !== 0) return null
  return { name: 'victoria-metrics', version: packageVersion(), start: ({ folder }) => start(folder) }
}

/** Debian's build does not know its own version. */
function packageVersion(): string {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f=${Version}', PROGRAM], { encoding: 'utf8' })
  return /^[\d.]+/.exec(stdout)?.[0] ?? 'unknown'
}

async function start(folder: string): Promise<RunningTarget> {
  const data = path.join(folder, 'data')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = await startProgram({
    file: PROGRAM,
    args: [`-storageDataPath=${data}`, '-retentionPeriod=3', `-httpListenAddr=127.0.0.1:${port}`],
    logFile: path.join(folder, 'log'),
    readyUrl: `${url}/health`,
  })
  const processes = { server: child.pid }
  return {
    url,
    writeUrl: `${url}/api/v1/write`,
    processes,
    isSettled: () => Promise.resolve(true),
    storedSamples: () => readMetric(url, 'vm_rows_inserted_total{'),
    walBytes: () => Promise.resolve(null),
    atRest: () => merge(url, data, processes),
    stop: () => child.stop(),
  }
}

async function merge(url: string, data: string, processes: Roots): Promise<StoredPart[]> {
  for (const what of ['force_flush', 'force_merge']) await fetch(`${url}/internal/${what}`)
  await untilQuiet({ processes })
  return [
    { name: 'merged parts', bytes: folderBytes(path.join(data, 'data')) },
    { name: 'index', bytes: folderBytes(path.join(data, 'indexdb')) },
  ]
}
