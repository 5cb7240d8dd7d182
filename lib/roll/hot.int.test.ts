import { afterEach, beforeEach, expect, it } from 'vitest'
import { appendLog } from '@/lib/store/append-log'
import { readNodes } from '@/lib/store/nodes'
import { readAllSeen, seenOf } from '@/lib/store/node-seen'
import { readRollProgress } from '@/lib/store/store-state'
import { execute } from '@/lib/store/sql'
import { toBatch } from '@/lib/store/test-fleet'
import { createRoller } from './roller'
import type { Roller } from './roller'
import {
  CONFIG,
  HOUR_MS,
  MINUTE_MS,
  RANGE,
  START_MS,
  createTestClock,
  inOrder,
  openTestGroup,
} from './test-group'
import type { TestGroup } from './test-group'
import { expectedCells, readCells, toColumns } from './test-reference'
import type { Sample } from './test-reference'

const clock = createTestClock()
let group: TestGroup
let roller: Roller

beforeEach(async () => {
  group = await openTestGroup()
  clock.ms = START_MS
  roller = createRoller(group.store, CONFIG, clock)
})
afterEach(async () => {
  await roller.stop()
  await group.drop()
})

async function send(samples: readonly Sample[], receivedMs: number): Promise<void> {
  clock.ms = receivedMs
  await appendLog(group.store, [toBatch(1, samples)], receivedMs)
}

/** What is on the screens: the sealed cells and the hot ones, none of them twice. */
async function readShown(): Promise<Map<string, string>> {
  const sealed = await readCells(group.store, 'roll_1m', RANGE)
  const hot = await readCells(group.store, 'hot', RANGE)
  for (const key of hot.keys()) expect(sealed.has(key)).toBe(false)
  return new Map([...sealed, ...hot])
}

const between = (samples: readonly Sample[], fromMs: number, toMs: number): Sample[] =>
  samples.filter(({ timeMs }) => timeMs >= fromMs && timeMs < toMs)

it('after every tick the screens show exactly what was sent, sealed or not', async () => {
  const samples = inOrder(group.series, 7)
  for (let nowMs = START_MS + 20_000; nowMs < START_MS + 14 * MINUTE_MS; nowMs += 20_000) {
    await send(between(samples, nowMs - 20_000, nowMs), nowMs)
    await roller.tick()
    const sent = between(samples, START_MS, nowMs)
    expect(await readShown()).toEqual(expectedCells(group.series, toColumns(sent), 'roll_1m'))
    expect(await readRollProgress(group.store)).toMatchObject({ asOfMs: nowMs, waitingEntries: 0 })
  }
})

it('late samples of open minutes, and of the bucket just sealed, are shown at the next tick that is due', async () => {
  const samples = between(inOrder(group.series, 8), START_MS, START_MS + 12 * MINUTE_MS)
  const isLate = (_: Sample, i: number) => i % 7 === 3
  const onTime = samples.filter((sample, i) => !isLate(sample, i))
  for (let nowMs = START_MS + MINUTE_MS; nowMs <= START_MS + 12 * MINUTE_MS; nowMs += MINUTE_MS) {
    await send(between(onTime, nowMs - MINUTE_MS, nowMs), nowMs)
    await roller.tick()
  }
  await send(samples.filter(isLate), START_MS + 12 * MINUTE_MS + 10_000)
  for (let i = 0; i < 3; i++) {
    await roller.tick()
    clock.ms += 10_000
  }
  expect(await readShown()).toEqual(expectedCells(group.series, toColumns(samples), 'roll_1m'))
})

it('an empty hot table, as after a crash of the database, is filled again from the log', async () => {
  const samples = between(inOrder(group.series, 9), START_MS, START_MS + 8 * MINUTE_MS)
  await send(samples, START_MS + 8 * MINUTE_MS)
  await roller.tick()
  const before = await readShown()
  expect((await readCells(group.store, 'hot', RANGE)).size).toBeGreaterThan(50)
  await roller.stop()
  await execute(group.store, 'TRUNCATE hot')
  roller = createRoller(group.store, CONFIG, clock)
  await roller.tick()
  expect(await readShown()).toEqual(before)
})

it('a database that crashed under a running roller gets its hot minutes back', async () => {
  const samples = between(inOrder(group.series, 12), START_MS, START_MS + 8 * MINUTE_MS)
  await send(samples, START_MS + 8 * MINUTE_MS)
  await roller.tick()
  const before = await readShown()
  await execute(
    group.store,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  )
  await execute(group.store, 'TRUNCATE hot')
  clock.ms += 10_000
  await expect.poll(() => roller.tick().then(readShown, () => null), { timeout: 10_000 }).toEqual(before)
})

it('a stalled roller leaves the watermark behind, and one that catches up shows how far it is', async () => {
  const samples = between(inOrder(group.series, 10), START_MS, START_MS + 8 * MINUTE_MS)
  await send(samples, START_MS + 8 * MINUTE_MS)
  await roller.tick()
  await send(
    between(inOrder(group.series, 10), START_MS + 8 * MINUTE_MS, START_MS + 9 * MINUTE_MS),
    START_MS + 9 * MINUTE_MS,
  )
  clock.ms += 30 * MINUTE_MS
  expect(await readRollProgress(group.store)).toMatchObject({
    asOfMs: START_MS + 8 * MINUTE_MS,
    waitingEntries: 1,
  })
  expect(await roller.tick()).toMatchObject({ entriesRemaining: 0, asOfMs: clock.ms })
  expect(await readRollProgress(group.store)).toMatchObject({ asOfMs: clock.ms, waitingEntries: 0 })
})

it('each node is known by its last sample and its own interval', async () => {
  const samples = between(inOrder(group.series, 11), START_MS, START_MS + 7 * MINUTE_MS).filter(
    ({ value }) => value === value,
  )
  await send(samples, START_MS + 7 * MINUTE_MS)
  await roller.tick()
  clock.ms += 10_000
  await roller.tick()
  const seen = await readAllSeen(group.store)
  for (const node of await readNodes(group.store)) {
    const own = new Set(group.series.filter(({ slot }) => slot === node.slot).map(({ seriesId }) => seriesId))
    const times = samples.filter(({ seriesId }) => own.has(seriesId)).map(({ timeMs }) => timeMs)
    expect(seenOf(seen, node)).toEqual({
      lastSampleMs: Math.max(...times),
      intervalMs: node.slot === 2 ? 60_000 : 30_000,
    })
  }
})

it('a clock that ran ahead and was set right stops no screen: what is sent is shown, as of the right time', async () => {
  const samples = between(inOrder(group.series, 13), START_MS, START_MS + 12 * MINUTE_MS)
  const early = between(samples, START_MS, START_MS + 9 * MINUTE_MS)
  await send(early, START_MS + 9 * MINUTE_MS)
  await roller.tick()
  clock.ms = START_MS + HOUR_MS
  await roller.tick()
  await send(samples.slice(early.length), START_MS + 12 * MINUTE_MS)
  for (let i = 0; i < 3; i++) {
    await roller.tick()
    clock.ms += 10_000
  }
  expect(await readShown()).toEqual(expectedCells(group.series, toColumns(samples), 'roll_1m'))
  expect(await readRollProgress(group.store)).toMatchObject({ asOfMs: clock.ms - 10_000, waitingEntries: 0 })
})

it('late samples do not wait for a clock that was set back', async () => {
  const samples = between(inOrder(group.series, 14), START_MS, START_MS + 12 * MINUTE_MS)
  const onTime = samples.slice(0, -40)
  await send(onTime, START_MS + 12 * MINUTE_MS)
  clock.ms = START_MS + 2 * HOUR_MS
  await roller.tick()
  await send(samples.slice(-40), START_MS + 2 * HOUR_MS)
  clock.ms += 100
  await roller.tick()
  clock.ms = START_MS + HOUR_MS
  await roller.tick()
  expect(await readShown()).toEqual(expectedCells(group.series, toColumns(samples), 'roll_1m'))
})
