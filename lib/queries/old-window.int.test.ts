import { afterAll, beforeAll, expect, it } from 'vitest'
import { fleetParams } from '../contract/fleet'
import { seriesParams } from '../contract/series'
import { DAY_MS, MINUTE_MS } from '../core/times'
import { applyRetention } from '../store/retention'
import { inSnapshot } from '../store/snapshot'
import { createTestDatabase, type TestDatabase } from '../store/test-database'
import { readFleetGrid } from './get-fleet-grid'
import { readSeries } from './get-series'
import { rollTestSamples } from './test-samples'

const NOW_MS = Math.floor(Date.now() / (5 * MINUTE_MS)) * 5 * MINUTE_MS + 130_000
const WEEK_MS = 7 * DAY_MS
const FIVE_MINUTES_MS = 5 * MINUTE_MS
const RETENTION = { chunkRetentionDays: 30, roll1mRetentionDays: 2, roll5mRetentionDays: 395 }
const METRIC = 'cpu.utilization.busy'
const constant = (value: number, beforeMs: number) =>
  Array.from(
    { length: 20 },
    (_, minute) => [NOW_MS - beforeMs - minute * MINUTE_MS, value] as const,
  ).reverse()

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  const samples = [...constant(0.6, WEEK_MS), ...constant(0.2, 0)]
  await rollTestSamples(database.store, [{ node: 'old', metric: METRIC, samples }], NOW_MS)
  const dropped = await applyRetention(database.store, RETENTION, NOW_MS)
  expect(dropped.filter((name) => name.startsWith('roll_1m'))).not.toEqual([])
}, 120_000)

afterAll(() => database.drop())

const A_WEEK_AGO = {
  from: String(NOW_MS - WEEK_MS - 20 * MINUTE_MS),
  to: String(NOW_MS - WEEK_MS),
}
const fleet = (search: Record<string, string>) =>
  inSnapshot(database.store, (snapshot) => readFleetGrid(snapshot, fleetParams.parse(search), NOW_MS))

it('a short window whose minutes are gone is answered from five minutes', async () => {
  const grid = await fleet(A_WEEK_AGO)
  expect(grid.stepMs).toBe(FIVE_MINUTES_MS)
  expect(grid.nodes[0]?.cells.cpu?.utilization?.max).toBeCloseTo(0.6)
})

it('so is what a window of now is compared with', async () => {
  const grid = await fleet({ from: 'now-20m', compare: 'week' })
  expect(grid.stepMs).toBe(MINUTE_MS)
  expect(grid.nodes[0]?.cells.cpu?.utilization?.mean).toBeCloseTo(0.2)
  expect(grid.nodes[0]?.earlier?.cpu?.utilization?.mean).toBeCloseTo(0.6)
})

it('and so are its charts, which say their step', async () => {
  const params = seriesParams.parse({ metric: METRIC, nodes: 'old', step: String(MINUTE_MS), ...A_WEEK_AGO })
  const { stepMs, series } = await inSnapshot(database.store, (snapshot) =>
    readSeries(snapshot, params, NOW_MS),
  )
  expect(stepMs).toBe(FIVE_MINUTES_MS)
  expect(series[0]?.mean.some((value) => value !== null && Math.abs(value - 0.6) < 1e-6)).toBe(true)
})
