import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeStore, openStore, type Store } from '@/lib/store/db'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@/scripts/embedded-postgres.mjs'
import { freePort } from '@/scripts/processes.mjs'
import { createApp, migrateDatabase, type App } from './app'
import { eventually, type RunningProcess } from './process'
import { readCounts } from './read-counts'
import { readSamples } from './read-samples'
import {
  readPrometheus,
  SCRAPE_INTERVAL_MS,
  startNodeExporter,
  startPrometheus,
  startVmagent,
} from './senders'
import { keyOf, timesByKey } from './series-times'

const MINUTE_MS = 60_000
const KILL_AFTER_MS = 35_000
const DATABASE_STOP_AFTER_MS = 70_000
const DATABASE_AWAY_MS = 8_000
const LENGTH_MS = 125_000
const DELIVERY_BOUND_MS = 60_000

const folder = mkdtempSync(path.join(tmpdir(), 'usescope-senders-'))
const senders: RunningProcess[] = []
let postgres: EmbeddedPostgres
let app: App
let store: Store
let prometheusPort = 0
let endMs = 0

const elapsed = (startedMs: number, forMs: number) =>
  eventually('time passes', forMs + MINUTE_MS, () => Promise.resolve(Date.now() - startedMs >= forMs))

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, 'data') })
  await migrateDatabase(postgres.url)
  app = createApp(await freePort(), postgres.url)
  await app.start()
  const exporterPort = await freePort()
  prometheusPort = await freePort()
  const startedMs = Date.now()
  const place = { exporterPort, appUrl: app.url }
  senders.push(startNodeExporter(exporterPort))
  senders.push(startPrometheus({ ...place, folder: path.join(folder, 'prometheus'), port: prometheusPort }))
  senders.push(startVmagent({ ...place, folder: path.join(folder, 'vmagent'), port: await freePort() }))

  await elapsed(startedMs, KILL_AFTER_MS)
  await app.end('SIGKILL')
  await app.start()
  await elapsed(startedMs, DATABASE_STOP_AFTER_MS)
  await postgres.stop()
  await elapsed(startedMs, DATABASE_STOP_AFTER_MS + DATABASE_AWAY_MS)
  postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, 'data'), port: postgres.port })
  await elapsed(startedMs, LENGTH_MS)
  endMs = Date.now()
  store = openStore({ databaseUrl: postgres.url, poolSize: 2, queryTimeoutMs: 30_000 })
}, 300_000)

afterAll(async () => {
  for (const sender of senders) await sender.end('SIGTERM')
  await app.end('SIGTERM')
  await closeStore(store)
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

test('every sample Prometheus scraped is there once, although the app was killed and the database stopped', async () => {
  const expected = await readPrometheus(prometheusPort, '{job="node"}', endMs)
  expect(expected.length).toBeGreaterThan(300)
  const isComplete = async () => {
    const stored = await storedTimes('prometheus')
    return expected.every(({ labels, timesMs }) => {
      const times = stored.get(keyOf(labels, labels.__name__ ?? ''))
      return times !== undefined && timesMs.at(-1) === times.at(-1)
    })
  }
  await eventually('the newest samples have arrived', DELIVERY_BOUND_MS, isComplete)

  const stored = await storedTimes('prometheus')
  for (const { labels, timesMs } of expected)
    expect(stored.get(keyOf(labels, labels.__name__ ?? ''))).toEqual(timesMs)
})

test('vmagent leaves no gap either', async () => {
  const complete = async () => {
    const times = (await storedTimes('vmagent')).get(await loadKey()) ?? []
    return times.length > 0 && (times.at(-1) ?? 0) > endMs - 2 * SCRAPE_INTERVAL_MS
  }
  await eventually('the newest samples have arrived', DELIVERY_BOUND_MS, complete)
  const times = (await storedTimes('vmagent')).get(await loadKey()) ?? []
  const steps = times.slice(1).map((timeMs, at) => timeMs - (times[at] ?? 0))
  expect(times.length).toBeGreaterThan(20)
  expect(Math.max(...steps)).toBeLessThan(1.5 * SCRAPE_INTERVAL_MS)
  expect(Math.min(...steps)).toBeGreaterThan(0.5 * SCRAPE_INTERVAL_MS)
})

test('every node-minute on the screens counts each scrape once', async () => {
  const [boot] = await readPrometheus(prometheusPort, 'node_boot_time_seconds', endMs)
  const expected = new Map<number, number>()
  for (const timeMs of boot?.timesMs ?? []) {
    const minuteMs = Math.floor(timeMs / MINUTE_MS) * MINUTE_MS
    expected.set(minuteMs, (expected.get(minuteMs) ?? 0) + 1)
  }
  await eventually('the roller shows each scrape once', DELIVERY_BOUND_MS, async () => {
    const window = { fromMs: endMs - 10 * MINUTE_MS, toMs: endMs + MINUTE_MS }
    const counts = await readCounts(store, { cluster: 'prometheus', ...window })
    const [counted] = counts.values()
    return [...expected].every(([minuteMs, count]) => counted?.get(minuteMs) === count)
  })
  expect(expected.size).toBeGreaterThanOrEqual(2)
})

const loadKey = async () => {
  const stored = await readSamples(store, endMs)
  const load = stored.find(({ cluster, name }) => cluster === 'vmagent' && name === 'node_load1')
  return keyOf(load?.labels ?? {}, 'node_load1')
}

const storedTimes = async (cluster: string): Promise<Map<string, number[]>> =>
  timesByKey(await readSamples(store, endMs), cluster, endMs)
