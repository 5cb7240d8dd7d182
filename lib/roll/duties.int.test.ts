import { afterEach, beforeEach, expect, it } from 'vitest'
import { appendLog } from '@/lib/store/append-log'
import { readBlocks } from '@/lib/store/blocks'
import { closeStore, openStore } from '@/lib/store/db'
import { readFacts } from '@/lib/store/facts'
import { readNodeByIdOrName } from '@/lib/store/nodes'
import { query } from '@/lib/store/sql'
import { registerAll, toBatch } from '@/lib/store/test-fleet'
import { createRoller } from './roller'
import {
  CONFIG,
  HOUR_MS,
  MINUTE_MS,
  RANGE,
  SPAN_MS,
  START_MS,
  createTestClock,
  inOrder,
  openTestGroup,
} from './test-group'
import type { TestGroup } from './test-group'
import { contentsOfColumns, expectedCells, readCells, readSamples, toColumns } from './test-reference'
import { appendInOrder, cutLocks, settle } from './test-run'

const clock = createTestClock()
let group: TestGroup

beforeEach(async () => {
  group = await openTestGroup()
  clock.ms = START_MS
})
afterEach(() => group.drop())

it('two rollers at once, even one that lost its lock, count nothing twice and lose nothing', async () => {
  const other = openStore({ databaseUrl: group.databaseUrl, poolSize: 4, queryTimeoutMs: 20_000 })
  const rollers = [createRoller(group.store, CONFIG, clock), createRoller(other, CONFIG, clock)]
  const samples = inOrder(group.series, 21)
  let round = 0
  await appendInOrder(group, clock, samples, async () => {
    if (++round % 9 === 0) await cutLocks(group)
    await Promise.allSettled(rollers.map((roller) => roller.tick()))
  })
  const [first, second] = rollers
  await second?.stop()
  if (first) await settle(first, clock, HOUR_MS).catch(() => first && settle(first, clock, 0))
  await first?.stop()
  await closeStore(other)
  const columns = toColumns(samples)
  expect(await readSamples(group.store, 1, RANGE)).toEqual(contentsOfColumns(columns))
  expect(await readCells(group.store, 'roll_1m', RANGE)).toEqual(
    expectedCells(group.series, columns, 'roll_1m'),
  )
})

it('only one of two rollers holds a group, and the other takes it over when the first stops', async () => {
  const other = openStore({ databaseUrl: group.databaseUrl, poolSize: 4, queryTimeoutMs: 20_000 })
  const first = createRoller(group.store, CONFIG, clock)
  const second = createRoller(other, CONFIG, clock)
  expect((await first.tick()).asOfMs).toBe(clock.ms)
  expect((await second.tick()).asOfMs).toBeNull()
  await first.stop()
  await expect.poll(async () => (await second.tick()).asOfMs, { timeout: 5000 }).toBe(clock.ms)
  await second.stop()
  await closeStore(other)
})

it('closed hours end in one chunk per source and one row per metric, closed days in one five-minute row', async () => {
  const roller = createRoller(group.store, CONFIG, clock)
  const samples = inOrder(group.series, 22)
  await appendInOrder(group, clock, samples, () => roller.tick())
  await settle(roller, clock, 2 * HOUR_MS)
  const most = async (table: string, per: string) =>
    (
      await query<{ most: number }>(
        group.store,
        `SELECT max(n)::int AS most FROM (SELECT count(*) n FROM ${table} GROUP BY ${per}) x`,
      )
    )[0]?.most
  expect(await most('chunk', 'hour_ms, source_group')).toBe(1)
  expect(await most('roll_1m', 'metric, scope, start_ms / 3600000')).toBe(1)
  expect(await most('roll_5m', 'metric, scope')).toBe(2)
  await settle(roller, clock, 40 * HOUR_MS)
  expect(await most('roll_5m', 'metric, scope')).toBe(1)
  const late = {
    seriesId: group.series[0]?.seriesId ?? 0,
    timeMs: START_MS + 11 * MINUTE_MS + 17,
    value: 1e9,
  }
  await appendLog(group.store, [toBatch(1, [late])], clock.ms)
  await settle(roller, clock, 0)
  await roller.stop()
  const columns = toColumns([...samples, late])
  expect(await readCells(group.store, 'roll_5m', RANGE)).toEqual(
    expectedCells(group.series, columns, 'roll_5m'),
  )
  expect(await most('roll_5m', 'metric, scope')).toBe(1)
  expect(await readSamples(group.store, 1, RANGE)).toEqual(contentsOfColumns(columns))
})

it('a sample that came again is counted once, as a duplicate or a conflict, also when the roller starts anew', async () => {
  const samples = inOrder(group.series, 23)
    .slice(0, 300)
    .filter(({ value }) => value > 0)
  const [first] = samples
  if (!first) throw new Error('there is no sample')
  const again = [...samples, { ...first, value: first.value + 1 }]
  let roller = createRoller(group.store, CONFIG, clock)
  const totals = { samplesRead: 0, duplicates: 0, conflicts: 0 }
  for (const batch of [samples, again, samples.slice(1, 5)]) {
    clock.ms = START_MS + SPAN_MS
    await appendLog(group.store, [toBatch(1, batch)], clock.ms)
    for (let i = 0; i < 3; i++) {
      const report = await roller.tick()
      totals.samplesRead += report.samplesRead
      totals.duplicates += report.duplicates
      totals.conflicts += report.conflicts
      clock.ms += 10_000
    }
    await roller.stop()
    roller = createRoller(group.store, CONFIG, clock)
  }
  await roller.stop()
  expect(totals.samplesRead).toBe(2 * samples.length + 5)
  expect(totals.duplicates + totals.conflicts).toBe(samples.length + 5)
  expect(totals.conflicts).toBeGreaterThan(0)
})

it('info series become facts from their first sample on, and a change is observed once', async () => {
  const [oldKernel, newKernel] = await registerAll(
    group.store,
    ['6.1', '6.9'].map((release) => ({
      node: { cluster: 'test', instance: 'a' },
      name: 'node_uname_info',
      labels: { nodename: 'web-1', release },
    })),
    START_MS,
  )
  if (!oldKernel?.ok || !newKernel?.ok) throw new Error('the series were refused')
  const rebootMs = START_MS + 12 * MINUTE_MS
  const samples = Array.from({ length: 25 }, (_, i) => START_MS + i * MINUTE_MS).map((timeMs) => ({
    seriesId: timeMs < rebootMs ? oldKernel.seriesId : newKernel.seriesId,
    timeMs,
    value: 1,
  }))
  const roller = createRoller(group.store, CONFIG, clock)
  await appendInOrder(group, clock, samples.slice(0, 10), () => roller.tick())
  await appendInOrder(group, clock, samples.slice(10), () => roller.tick())
  await settle(roller, clock, HOUR_MS)
  await roller.stop()
  const facts = await readFacts(group.store, { nodeIds: [oldKernel.nodeId], names: ['kernel'] })
  expect(facts.map(({ value, observedMs }) => [value, observedMs])).toEqual([
    ['6.1', START_MS],
    ['6.9', rebootMs],
  ])
  expect((await readNodeByIdOrName(group.store, 'web-1'))?.instance).toBe('a')
})

it('a block is cut to the steps that the window touches', async () => {
  const roller = createRoller(group.store, CONFIG, clock)
  await appendInOrder(group, clock, inOrder(group.series, 24), () => roller.tick())
  await settle(roller, clock, 2 * HOUR_MS)
  await roller.stop()
  const question = { table: 'roll_1m', metrics: ['memory.utilization.used'], scope: 'node' } as const
  const fromMs = START_MS + 7 * MINUTE_MS
  const whole = await readBlocks(group.store, { ...question, ...RANGE })
  const [cut, ...others] = await readBlocks(group.store, {
    ...question,
    fromMs: fromMs + 1,
    toMs: fromMs + 2 * MINUTE_MS + 1,
  })
  expect(others).toEqual([])
  expect(cut).toMatchObject({ startMs: fromMs, stepCount: 3 })
  const source = whole.find(
    (block) => block.startMs <= fromMs && block.startMs + block.stepCount * MINUTE_MS > fromMs,
  )
  const first = source ? ((fromMs - source.startMs) / MINUTE_MS) * source.slotCount : 0
  expect(cut?.sum).toEqual(source?.sum.slice(first, first + 3 * source.slotCount))
  expect(await readBlocks(group.store, { ...question, fromMs, toMs: fromMs })).toEqual([])
  expect(await readBlocks(group.store, { ...question, ...RANGE, groupIds: [77] })).toEqual([])
})
