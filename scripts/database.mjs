import { setTimeout as pause } from 'node:timers/promises'
import { startEmbeddedPostgres } from './embedded-postgres.mjs'
import { say } from './steps.mjs'

const WATCH_MS = 500
const MOST_RESTARTS = 5

/** The database of this start: your own by DATABASE_URL, else an embedded one that is kept running. */
export async function openDatabase({ dataDir, lifetime }) {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, said: 'your own (DATABASE_URL)' }
  const postgres = await startEmbeddedPostgres({ dataDir })
  const current = { postgres }
  lifetime.onEnd(() => current.postgres.stop())
  void watch({ current, dataDir, lifetime })
  return { url: postgres.url, said: postgres.attached ? 'was running' : `port ${postgres.port}` }
}

/** A Postgres that died is started on the same port, recovers what it had acknowledged, and clients reconnect. */
async function watch({ current, dataDir, lifetime }) {
  let restarts = 0
  for (;;) {
    await pause(WATCH_MS, undefined, { signal: lifetime.signal }).catch(() => {})
    if (lifetime.isEnding) return
    if (current.postgres.isRunning()) continue
    restarts += 1
    if (restarts > MOST_RESTARTS) return lifetime.end({ problem: 'Postgres keeps ending by itself.' })
    say('Postgres ended by itself; it is started again.')
    try {
      current.postgres = await startEmbeddedPostgres({ dataDir, port: current.postgres.port })
    } catch (error) {
      return lifetime.end({ problem: error.message })
    }
  }
}
