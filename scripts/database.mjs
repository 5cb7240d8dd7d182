import { setTimeout as pause } from 'node:timers/promises'
import { startEmbeddedPostgres } from './embedded-postgres.mjs'
import { say } from './steps.mjs'

const WATCH_MS = 500
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 15_000

/** The database of this start: your own by DATABASE_URL, else an embedded one that is kept running. */
export async function openDatabase({ dataDir, lifetime }) {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, said: 'your own (DATABASE_URL)' }
  const database = await keepPostgres({ dataDir, lifetime })
  return { url: database.url, said: database.attached ? 'was running' : `port ${database.port}` }
}

/**
 * An embedded Postgres. One that died is started on the same port, recovers what it had acknowledged, and clients
 * reconnect. While it cannot start, as on a full disk, it is tried again, because whatever it lacks may come back.
 */
export async function keepPostgres({ dataDir, lifetime, tell = say }) {
  const current = { postgres: await startEmbeddedPostgres({ dataDir }) }
  lifetime.onEnd(() => current.postgres.stop())
  void watch({ current, dataDir, lifetime, tell })
  const { url, port, attached } = current.postgres
  return { url, port, attached, pid: () => current.postgres.pid }
}

async function watch({ current, dataDir, lifetime, tell }) {
  const { port } = current.postgres
  for (;;) {
    await wait(WATCH_MS, lifetime)
    if (lifetime.isEnding) return
    if (current.postgres.isRunning()) continue
    tell('Postgres ended by itself; it is started again.')
    let pauseMs = FIRST_PAUSE_MS
    while (!lifetime.isEnding && !(await startAgain({ current, dataDir, port, tell }))) {
      await wait(pauseMs, lifetime)
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)
    }
  }
}

async function startAgain({ current, dataDir, port, tell }) {
  try {
    current.postgres = await startEmbeddedPostgres({ dataDir, port })
    return true
  } catch (error) {
    tell(`${error.message}\nIt is tried again.`)
    return false
  }
}

const wait = (milliseconds, { signal }) => pause(milliseconds, undefined, { signal }).catch(() => {})
