import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readChunks } from '@/lib/store/chunks'
import { closeStore, openStore, type Store } from '@/lib/store/db'
import { query } from '@/lib/store/sql'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@/scripts/embedded-postgres.mjs'
import { freePort } from '@/scripts/processes.mjs'
import { createApp, migrateDatabase, type App } from './app'
import { NODES, SERIES, nodeName, valueOf, writeOverlapping, type Ledger } from './overlapping-writers'
import { eventually } from './process'
import { readCounts } from './read-counts'
import { readSamples } from './read-samples'

const MINUTE_MS = 60_000
const BUCKET_MS = 5 * MINUTE_MS
const STEP_MS = 3000
const TIMES = 120
const KILL_AT = 40
const RESTART_AT = 80
const ASK_EVERY = 20
const BOUND_MS = 60_000

const folder = mkdtempSync(path.join(tmpdir(), 'usescope-roles-'))
const endMs = Math.floor(Date.now() / STEP_MS) * STEP_MS
const timesMs = Array.from({ length: TIMES }, (_, at) => endMs - (TIMES - at) * STEP_MS)
const window = { fromMs: (timesMs[0] ?? 0) - BUCKET_MS, toMs: endMs }

let postgres: EmbeddedPostgres
let store: Store
let ledger: Ledger
let apps: Record<'ingest' | 'web' | 'roll', [App, App]>

const groupsHeldBy = async ({ url }: App): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^usescope_roll_groups_held (\d+)$/m.exec(text)?.[1] ?? NaN)
}

const expectedCounts = new Map<number, number>()
for (const timeMs of timesMs) {
  const minuteMs = Math.floor(timeMs / MINUTE_MS) * MINUTE_MS
  expectedCounts.set(minuteMs, (expectedCounts.get(minuteMs) ?? 0) + 1)
}

/** As many as there are, be they the right ones or not. */
const isRolled = async (): Promise<boolean> => {
  const counts = await readCounts(store, { cluster: '', ...window })
  const minutes = [...counts.values()].flatMap((byMinute) => [...byMinute.values()])
  return minutes.reduce((sum, count) => sum + count, 0) >= NODES * TIMES
}

const createPair = async (role: string): Promise<[App, App]> => {
  const create = async () => createApp(await freePort(), postgres.url, { USESCOPE_ROLE: role })
  return [await create(), await create()]
}

const questions = (): string[] => {
  const at = `from=${String(window.fromMs)}&to=${String(window.toMs)}`
  const series = `series?metric=memory.utilization.used&nodes=${nodeName(7)},${nodeName(580)}`
  return [`fleet?${at}`, `${series}&${at}`]
}

const ask = async ({ url }: App, question: string): Promise<string> => {
  const response = await fetch(`${url}/api/v1/${question}`)
  expect(response.status).toBe(200)
  return response.text()
}

/** One process of each kind is killed in the middle; both come back while samples keep coming. */
async function onTime(at: number): Promise<void> {
  // Only one of them has anything to remember when both are asked in the end.
  if (at % ASK_EVERY === 1) for (const question of questions()) await ask(apps.web[0], question)
  if (at === KILL_AT) {
    await eventually('both rollers have a share', BOUND_MS, async () => {
      const held = await Promise.all(apps.roll.map(groupsHeldBy))
      return held.every((groups) => groups === 1)
    })
    await Promise.all([apps.ingest[0].end('SIGKILL'), apps.roll[0].end('SIGKILL')])
  }
  if (at !== RESTART_AT) return
  await eventually('the other roller has everything', BOUND_MS, async () => {
    return (await groupsHeldBy(apps.roll[1])) === 2
  })
  await Promise.all([apps.ingest[0].start(), apps.roll[0].start()])
}

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, 'data'), durable: false })
  await migrateDatabase(postgres.url)
  apps = {
    ingest: await createPair('ingest'),
    web: await createPair('web'),
    roll: await createPair('roll'),
  }
  await Promise.all(Object.values(apps).flatMap((pair) => pair.map((app) => app.start())))
  store = openStore({ databaseUrl: postgres.url, poolSize: 2, queryTimeoutMs: 30_000 })
  ledger = await writeOverlapping({ urls: apps.ingest.map(({ url }) => url), timesMs, onTime })
  await eventually('everything is rolled', BOUND_MS, isRolled)
  // What the screens show stands still from here on.
  await Promise.all(apps.roll.map((app) => app.end('SIGTERM')))
}, 180_000)

afterAll(async () => {
  await Promise.all(Object.values(apps).flatMap((pair) => pair.map((app) => app.end('SIGTERM'))))
  await closeStore(store)
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

test('every acknowledged sample is stored, although half of the processes were killed', async () => {
  expect(ledger.bodies).toBe(4 * TIMES)
  expect(ledger.acknowledgements).toBeGreaterThan(ledger.bodies)
  expect(ledger.refused).toBe(0)
  const stored = await readSamples(store, Date.now())
  expect(stored).toHaveLength(NODES * SERIES.length)
  const nodes = new Map(Array.from({ length: NODES }, (_, node) => [nodeName(node), node]))
  for (const { name, labels, timesMs: times, values } of stored) {
    const series = SERIES.find((one) => one === name) ?? SERIES[0]
    const node = nodes.get(labels.instance ?? '') ?? NaN
    expect([...times]).toEqual(timesMs)
    expect([...values]).toEqual(timesMs.map((timeMs) => valueOf(series, node, timeMs)))
  }
})

test('no sample lies in two chunks', async () => {
  const counted = await query<{ count: number }>(store, 'SELECT sum(sample_count)::int AS count FROM chunk')
  let stored = 0
  for (const groupId of [1, 2])
    for (const { timesMs: times } of (await readChunks(store, groupId, window)).values())
      stored += times.length
  expect(stored).toBeGreaterThan(0)
  expect(counted[0]?.count).toBe(stored)
})

test('no minute of any node counts a sample twice or misses one', async () => {
  const counts = await readCounts(store, { cluster: '', ...window })
  expect(counts.size).toBe(NODES)
  for (const minutes of counts.values()) expect(minutes).toEqual(expectedCounts)
})

test('two web processes answer the same bytes, but for the time at which they were asked', async () => {
  for (const question of questions()) {
    const answers = await Promise.all(apps.web.map((app) => ask(app, question)))
    const [one, other] = answers.map((text) => text.replace(/"nowMs":\d+/, '"nowMs":0'))
    expect(one).toContain(nodeName(580))
    expect(one).toMatch(/"mean":[^}\]]*\d/)
    expect(one).toBe(other)
  }
})
