import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { startEmbeddedPostgres } from '@/scripts/embedded-postgres.mjs'
import { freePort } from '@/scripts/processes.mjs'
import { inRoot } from '@/scripts/root.mjs'
import { answers, eventually, startProcess, type RunningProcess } from '../system/process'
import { SkippedFault, type Scene } from './fault'

/** `npm start` in a world of its own, where a part of its data folder lies on a small file system. */
export interface SmallDisk {
  url: string
  databaseUrl: string
  usescope: RunningProcess
  /** Takes all the space that is left. */
  fill(): void
  /** Gives it back. */
  clear(): void
  /** What Postgres itself says. */
  postgresLog(): string
}

const START_BOUND_MS = 120_000
const PIECE = Buffer.alloc(64 * 1024)

/** Root of a namespace of its own may mount; nothing outside sees it. */
const NAMESPACE = ['--user', '--map-root-user', '--mount']
/** What is in the folder moves onto the new file system, by way of a folder beside it. */
const MOVE = `cp -a "$2/." "$3" && mount -t tmpfs -o "size=$1,mode=0700" usescope "$2" && cp -a "$3/." "$2"`

interface DiskOptions {
  mebibytes: number
  /** Everything, or only the log that Postgres writes ahead. */
  part: 'data' | 'pg_wal'
}

export async function openSmallDisk(scene: Scene, { mebibytes, part }: DiskOptions): Promise<SmallDisk> {
  const dataDir = path.join(scene.folder, 'data')
  const disk = part === 'data' ? dataDir : path.join(dataDir, 'postgres/data/pg_wal')
  const aside = path.join(scene.folder, 'aside')
  mkdirSync(dataDir)
  mkdirSync(aside)
  const move = [`${String(mebibytes)}m`, disk, aside]
  if (part === 'pg_wal') await (await startEmbeddedPostgres({ dataDir })).stop()
  if (!mayMount(aside)) throw new SkippedFault('nobody may mount in a user namespace of this machine')

  const port = await freePort()
  const start = [process.execPath, inRoot('scripts/start.mjs'), '--no-collector']
  const settings = { PORT: String(port), HOST: '127.0.0.1', DATABASE_URL: '', USESCOPE_DATA_DIR: dataDir }
  const script = [...NAMESPACE, 'sh', '-c', `${MOVE} && shift 3 && exec "$@"`, 'sh', ...move, ...start]
  const usescope = startProcess('unshare', script, settings)
  scene.onEnd(() => usescope.end('SIGTERM'))
  const url = `http://127.0.0.1:${String(port)}`
  await eventually('usescope is ready', START_BOUND_MS, () => answers(`${url}/readyz`))
  const inside = `/proc/${String(usescope.pid())}/root`
  const ballast = path.join(inside, disk, 'ballast')
  return {
    url,
    databaseUrl: databaseUrlOf(path.join(inside, dataDir)),
    usescope,
    fill: () => fillUp(ballast),
    clear: () => rmSync(ballast, { force: true }),
    postgresLog: () => readFileSync(path.join(inside, dataDir, 'postgres/log'), 'utf8'),
  }
}

const mayMount = (folder: string): boolean =>
  spawnSync('unshare', [...NAMESPACE, 'mount', '-t', 'tmpfs', 'usescope', folder]).status === 0

function databaseUrlOf(dataDir: string): string {
  const password = readFileSync(path.join(dataDir, 'postgres-password'), 'utf8').trim()
  const lines = readFileSync(path.join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n')
  return `postgresql://usescope:${password}@127.0.0.1:${String(lines[3])}/usescope`
}

function fillUp(file: string): void {
  const ballast = openSync(file, 'a')
  try {
    for (;;) writeSync(ballast, PIECE)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  } finally {
    closeSync(ballast)
  }
}
