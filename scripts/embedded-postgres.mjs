import { createHash } from 'node:crypto'
import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { advise } from './advice.mjs'
import { reachablePostgresHome } from './postgres/binaries.mjs'
import { SUPERUSER, ensureCluster } from './postgres/cluster.mjs'
import { findPostmaster, removeStalePidFile, stopPostmaster } from './postgres/postmaster.mjs'
import { chooseRunAs, own, reachableFolder } from './postgres/run-as.mjs'
import { freePort, until } from './processes.mjs'

const DATABASE = 'usescope'
const HOST = '127.0.0.1'
const ATTEMPTS = 30
const LARGEST_LOG_BYTES = 10_000_000
const RECOVERY_PATIENCE_MS = 600_000

const SETTINGS = {
  listen_addresses: HOST,
  unix_socket_directories: '',
  cluster_name: DATABASE,
  max_connections: '100',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  // The first change of a page after a checkpoint writes the whole page to the log: fewer checkpoints, smaller pages.
  checkpoint_timeout: '15min',
  wal_compression: 'on',
  jit: 'off',
  log_checkpoints: 'off',
}
const THROWAWAY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/**
 * Starts the embedded Postgres of a data folder, or attaches to the one that runs already.
 * `port` asks for a fixed port, so that clients of a Postgres that died find the next one.
 */
export async function startEmbeddedPostgres({ dataDir, durable = true, port = null, runAs = chooseRunAs() }) {
  const place = preparePlace(path.resolve(dataDir), runAs)
  const { data, password } = ensureCluster({ ...place, runAs, durable })
  const before = findPostmaster(data)
  const postmaster = before?.ready ? before : await start({ ...place, data, runAs, durable, port })
  const urlOf = (database) => `postgresql://${SUPERUSER}:${password}@${HOST}:${postmaster.port}/${database}`
  await ensureDatabase(urlOf('postgres'))
  return {
    url: urlOf(DATABASE),
    port: postmaster.port,
    pid: postmaster.pid,
    attached: before !== null,
    kind: runAs.kind,
    folder: place.folder,
    isRunning: () => findPostmaster(data)?.pid === postmaster.pid,
    stop: () => stopPostmaster(data),
  }
}

function preparePlace(dataDir, runAs) {
  mkdirSync(dataDir, { recursive: true })
  const id = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  const folder = reachableFolder(path.join(dataDir, 'postgres'), runAs, id)
  const home = reachablePostgresHome(runAs)
  return {
    folder,
    passwordFile: path.join(dataDir, 'postgres-password'),
    logFile: path.join(folder, 'log'),
    bin: (program) => path.join(home, 'bin', program),
  }
}

async function start({ data, logFile, folder, bin, runAs, durable, port }) {
  own(folder, runAs)
  if (existsSync(logFile) && statSync(logFile).size > LARGEST_LOG_BYTES) renameSync(logFile, `${logFile}.old`)
  let words = ''
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    removeStalePidFile(data)
    const settings = { ...SETTINGS, ...(durable ? {} : THROWAWAY), port: port ?? (await freePort(HOST)) }
    const running = findPostmaster(data) ?? (await spawnPostgres({ data, logFile, bin, runAs, settings }))
    if (running.failure === undefined) {
      const ready = () => findPostmaster(data)?.ready !== false
      await until(ready, RECOVERY_PATIENCE_MS)
      const postmaster = findPostmaster(data)
      if (postmaster !== null) return postmaster
    }
    words = running.failure ?? ''
    if (!/already in use|shared memory block|postmaster.pid" already exists|^$/.test(words)) break
    await until(() => false, 300)
  }
  throw advise(
    `Postgres did not start. Its last words (${logFile}):\n${words}`,
    'Set DATABASE_URL to use your own Postgres instead, or move the data folder away to begin anew.',
  )
}

/** Resolves once Postgres is ready, or with its last words once it has given up. */
async function spawnPostgres({ data, logFile, bin, runAs, settings }) {
  const logStart = existsSync(logFile) ? statSync(logFile).size : 0
  const log = openSync(logFile, 'a', 0o600)
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [file, args] = runAs.command(bin('postgres'), ['-D', data, ...options])
  // Its own process group, so that Ctrl-C reaches it only through the orderly stop.
  const child = spawn(file, args, { stdio: ['ignore', log, log], detached: true, ...runAs.spawnOptions })
  closeSync(log)
  child.unref()
  let ended = false
  child.once('exit', () => (ended = true))
  child.once('error', () => (ended = true))
  await until(() => ended || findPostmaster(data)?.ready === true, RECOVERY_PATIENCE_MS)
  return ended ? { failure: lastWords(logFile, logStart) } : {}
}

const lastWords = (logFile, from) =>
  readFileSync(logFile).subarray(from).toString('utf8').trim().split('\n').slice(-6).join('\n')

async function ensureDatabase(adminUrl) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
  } finally {
    await client.end()
  }
}
