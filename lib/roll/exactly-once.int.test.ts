import { afterEach, beforeEach, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '@/lib/core/times'
import { closeStore, openStore } from '@/lib/store/db'
import { createRandom } from '@/lib/store/sample-fleet'
import { readRollProgress } from '@/lib/store/store-state'
import { applyRetention } from '@/lib/store/retention'
import { query } from '@/lib/store/sql'
import { RollGroup } from './roll-group'
import { createRoller } from './roller'
import { CONFIG, MINUTE_MS, RANGE, START_MS, createTestClock, inOrder, openTestGroup } from './test-group'
import type { TestGroup } from './test-group'
import { openCommitProxy } from './test-commit-proxy'
import type { CommitFate } from './test-commit-proxy'
import { contentsOfColumns, expectedCells, readCells, readSamples, toColumns } from './test-reference'
import type { Sample } from './test-reference'
import { append, appendInOrder, settle } from './test-run'

const clock = createTestClock()
let group: TestGroup

beforeEach(async () => {
  group = await openTestGroup()
  clock.ms = START_MS
})
afterEach(() => group.drop())

const until = (samples: readonly Sample[], toMs: number): Sample[] =>
  samples.filter(({ timeMs }) => timeMs < toMs)

it('a roller that does not know yet that it was replaced can neither seal nor show anything more', async () => {
  const samples = until(inOrder(group.series, 31), START_MS + 8 * MINUTE_MS)
  const [early, late] = [until(samples, START_MS + 7 * MINUTE_MS), samples.slice(-20)]
  clock.ms = START_MS + 7 * MINUTE_MS
  await append(group, clock, early)
  const replaced = await RollGroup.open(group.store, 1, CONFIG)
  await replaced.pass(1, clock.ms)
  const successor = await RollGroup.open(group.store, 1, CONFIG)
  clock.ms += MINUTE_MS
  await append(group, clock, late)
  await successor.pass(2, clock.ms)
  const shown = await readCells(group.store, 'hot', RANGE)
  await expect(replaced.pass(1, clock.ms - 30_000)).rejects.toThrow('another roller')
  await expect(replaced.pass(1, clock.ms + 10 * MINUTE_MS)).rejects.toThrow('another roller')
  expect(await readCells(group.store, 'hot', RANGE)).toEqual(shown)
  expect(await readRollProgress(group.store)).toMatchObject({ asOfMs: clock.ms, waitingEntries: 0 })
})

it('a series that was held back and comes at once changes nothing of those beside it that were on time', async () => {
  const samples = until(inOrder(group.series, 33), START_MS + 25 * MINUTE_MS)
  const [held] = group.series
  const isHeld = ({ seriesId }: Sample) => seriesId === held?.seriesId
  const roller = createRoller(group.store, CONFIG, clock)
  const onTime = samples.filter((sample) => !isHeld(sample))
  await appendInOrder(group, clock, onTime, () => roller.tick())
  clock.ms = START_MS + 26 * MINUTE_MS
  await roller.tick()
  await append(group, clock, samples.filter(isHeld))
  await settle(roller, clock)
  await roller.stop()
  expect(await readCells(group.store, 'roll_1m', RANGE)).toEqual(
    expectedCells(group.series, toColumns(samples), 'roll_1m'),
  )
})

it('a roller that never hears whether its commits went through counts nothing twice and loses nothing', async () => {
  const random = createRandom(34)
  const fates = { 'lost before': 0, 'lost after': 0, answered: 0 }
  const nextFate = (): CommitFate => {
    const kind = random()
    const fate = kind < 0.15 ? 'lost before' : kind < 0.4 ? 'lost after' : 'answered'
    fates[fate] += 1
    return fate
  }
  const proxy = await openCommitProxy(group.databaseUrl, nextFate)
  const store = openStore({ databaseUrl: proxy.databaseUrl, poolSize: 4, queryTimeoutMs: 20_000 })
  const unlucky = createRoller(store, CONFIG, clock)
  const samples = inOrder(group.series, 34)
  await appendInOrder(group, clock, samples, () => unlucky.tick().catch(() => null))
  await unlucky.stop()
  await closeStore(store)
  await proxy.close()
  const roller = createRoller(group.store, CONFIG, clock)
  await settle(roller, clock, HOUR_MS)
  await roller.stop()
  expect(Math.min(fates['lost before'], fates['lost after'])).toBeGreaterThan(2)
  const columns = toColumns(samples)
  expect(await readSamples(group.store, 1, RANGE)).toEqual(contentsOfColumns(columns))
  for (const table of ['roll_1m', 'roll_5m'] as const)
    expect(await readCells(group.store, table, RANGE)).toEqual(expectedCells(group.series, columns, table))
})

const RETENTION = { chunkRetentionDays: 2, roll1mRetentionDays: 1, roll5mRetentionDays: 395 }
const SHORT = { ...CONFIG, ...RETENTION }

it.each([
  ['just before', HOUR_MS / 2],
  ['hours before', 26 * HOUR_MS],
])(
  'a late sample that was accepted %s its time left retention does not harm the roll-ups that outlive it',
  async (_, waitedMs) => {
    const roller = createRoller(group.store, SHORT, clock)
    const samples = inOrder(group.series, 32)
    await appendInOrder(group, clock, samples, () => roller.tick())
    await settle(roller, clock, HOUR_MS)
    const [first] = samples
    const oldest = { ...samples[0], seriesId: first?.seriesId ?? 0, timeMs: START_MS + 3001, value: 7 }
    clock.ms = oldest.timeMs + RETENTION.chunkRetentionDays * DAY_MS - 1
    await append(group, clock, [oldest])
    clock.ms += waitedMs
    await applyRetention(group.store, RETENTION, clock.ms)
    await settle(roller, clock)
    await roller.stop()
    const cells = await readCells(group.store, 'roll_5m', RANGE)
    const kept = expectedCells(group.series, toColumns(samples), 'roll_5m')
    expect([...cells.keys()].sort()).toEqual([...kept.keys()].sort())
  },
)

it('samples of a time whose minutes are not kept any more are rolled up without them', async () => {
  const roller = createRoller(group.store, CONFIG, clock)
  const samples = inOrder(group.series, 35)
  const [first] = samples
  if (!first) throw new Error('there is no sample')
  clock.ms = START_MS + 20 * DAY_MS
  await append(group, clock, [{ ...first, timeMs: clock.ms }])
  await roller.tick()
  for (const part of [samples.slice(0, 900), samples.slice(900)]) {
    await append(group, clock, part)
    await settle(roller, clock)
  }
  await roller.stop()
  expect(await readCells(group.store, 'roll_5m', RANGE)).toEqual(
    expectedCells(group.series, toColumns(samples), 'roll_5m'),
  )
  const old = `roll_1m_${new Date(START_MS).toISOString().slice(0, 10).replaceAll('-', '')}_00`
  const [partition] = await query<{ name: string | null }>(
    group.store,
    'SELECT to_regclass($1)::text AS name',
    [old],
  )
  expect(partition).toEqual({ name: null })
})
