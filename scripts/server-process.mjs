import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { advise } from './advice.mjs'
import { startChild } from './child.mjs'
import { until } from './processes.mjs'
import { inRoot } from './root.mjs'
import { note, say } from './steps.mjs'

const STOP_PATIENCE_MS = 20_000
const START_PATIENCE_MS = 120_000
const READY_PATIENCE_MS = 120_000
const NOTE_AFTER_MS = 3000
const PROBE_MS = 200
const PROBE_TIMEOUT_MS = 8000
const COLLECTOR_PAUSE_MS = 10_000
const EVERYWHERE = ['0.0.0.0', '::']

/** The address under which this machine reaches the server. */
export function urlOf({ host, port }) {
  const name = EVERYWHERE.includes(host) ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** Starts the server and returns once it listens; a crash meanwhile is a failure, a later one is told to `lifetime`. */
export async function startServer({ config, databaseUrl, lifetime }) {
  const server = startChild(inRoot('dist/server.mjs'), [], { DATABASE_URL: databaseUrl })
  lifetime.onEnd(() => server.stop(STOP_PATIENCE_MS))
  const ended = { how: null }
  void server.exited.then((how) => (ended.how = how))
  const url = urlOf(config)
  const listens = await until(
    async () => ended.how !== null || lifetime.isEnding || (await asks(`${url}/healthz`)).isGood,
    START_PATIENCE_MS,
    PROBE_MS,
  )
  if (ended.how !== null && !lifetime.isEnding) {
    server.showLog()
    throw advise(
      `The server ended while it was starting (${ended.how}).`,
      'Its own words are above this line.',
    )
  }
  if (!listens) {
    server.showLog()
    throw advise(`The server does not answer on ${url}/healthz.`, 'Its own words are above this line.')
  }
  void server.exited.then((how) => lifetime.end({ problem: `The server ended by itself (${how}).` }))
  return server
}

/** Waits until the server can do its work; what keeps it waiting for more than a moment is noted. */
export async function untilReady({ config, lifetime, patienceMs = READY_PATIENCE_MS }) {
  const url = `${urlOf(config)}/readyz`
  const waiting = { words: '', sinceMs: Date.now(), isNoted: true }
  const isReady = await until(
    async () => {
      const { isGood, words } = await asks(url)
      if (words !== waiting.words)
        Object.assign(waiting, { words, sinceMs: Date.now(), isNoted: words === '' })
      if (!waiting.isNoted && Date.now() - waiting.sinceMs > NOTE_AFTER_MS) {
        waiting.isNoted = true
        note(words)
      }
      return isGood || lifetime.isEnding
    },
    patienceMs,
    PROBE_MS,
  )
  if (!isReady) {
    const reason = waiting.words || 'it does not answer'
    throw advise(`The server is not ready: ${reason}.`, `Open ${url} to see what it waits for.`)
  }
}

async function asks(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) })
    const { detail } = await response.json()
    return { isGood: response.ok, words: detail ?? '' }
  } catch {
    return { isGood: false, words: '' }
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
