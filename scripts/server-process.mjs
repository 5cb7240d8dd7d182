import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { advise } from './advice.mjs'
import { startChild } from './child.mjs'
import { until } from './processes.mjs'
import { inRoot } from './root.mjs'
import { say } from './steps.mjs'

const STOP_PATIENCE_MS = 20_000
const READY_PATIENCE_MS = 120_000
const PROBE_MS = 200
const PROBE_TIMEOUT_MS = 5000
const COLLECTOR_PAUSE_MS = 10_000
const EVERYWHERE = ['0.0.0.0', '::']

/** The address under which this machine reaches the server. */
export function urlOf({ host, port }) {
  const name = EVERYWHERE.includes(host) ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** Starts the server and returns once it answers; a crash meanwhile is a failure, a later one is told to `lifetime`. */
export async function startServer({ config, databaseUrl, lifetime }) {
  const server = startChild(inRoot('dist/server.mjs'), [], { DATABASE_URL: databaseUrl })
  lifetime.onEnd(() => server.stop(STOP_PATIENCE_MS))
  let ending = null
  void server.exited.then((how) => (ending = how))
  const url = urlOf(config)
  await until(
    async () => ending !== null || lifetime.isEnding || (await answers(`${url}/readyz`)),
    READY_PATIENCE_MS,
    PROBE_MS,
  )
  if (lifetime.isEnding) return server
  if (ending !== null) {
    server.showLog()
    throw advise(`The server ended while it was starting (${ending}).`, 'Its own words are above this line.')
  }
  if (!(await answers(`${url}/readyz`))) {
    throw advise(
      `The server does not answer on ${url}/readyz.`,
      'Open that address to see what it waits for.',
    )
  }
  void server.exited.then((how) => lifetime.end({ problem: `The server ended by itself (${how}).` }))
  return server
}

async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) })
    return response.ok
  } catch {
    return false
  }
}

/** The collector for this machine; it is started again when it ends by itself. */
export function startCollector({ url, dataDir, lifetime }) {
  let collector = null
  const keepRunning = async () => {
    while (!lifetime.isEnding) {
      collector = startChild(inRoot('dist/agent.mjs'), [
        '--url',
        url,
        '--buffer-dir',
        path.join(dataDir, 'collector'),
      ])
      collector.showLog()
      const how = await collector.exited
      if (lifetime.isEnding) return
      say(
        `The collector for this machine ended (${how}); it is started again in ${COLLECTOR_PAUSE_MS / 1000} s.`,
      )
      await pause(COLLECTOR_PAUSE_MS, undefined, { signal: lifetime.signal }).catch(() => {})
    }
  }
  lifetime.onEnd(() => collector?.stop(STOP_PATIENCE_MS))
  void keepRunning()
}
