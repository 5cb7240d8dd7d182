import { afterAll, beforeAll, expect, it } from 'vitest'
import { clockParams } from '@/lib/contract/clock'
import { fleetParams } from '@/lib/contract/fleet'
import { METRIC_IDS } from '@/lib/core/checklist/checklist'
import { compareWindow } from '@/lib/queries/compare-window'
import { readFleetGrid } from '@/lib/queries/get-fleet-grid'
import { readClock } from '@/lib/queries/read-clock'
import { createRoller } from '@/lib/roll/roller'
import {
  CONFIG,
  HOUR_MS,
  MINUTE_MS,
  SPAN_MS,
  START_MS,
  createTestClock,
  makeSamples,
  openTestGroup,
  type TestGroup,
} from '@/lib/roll/test-group'
import type { Sample } from '@/lib/roll/test-reference'
import { appendLog } from './append-log'
import type { Block, BlockQuery, BlockTable } from './block'
import { readBlocks } from './blocks'
import { closeStore, openStore, type Store } from './db'
import { readKeptBlocks } from './kept-blocks'
import { applyRetention } from './retention'
import { inSnapshot } from './snapshot'
import { execute, inTransaction } from './sql'
import { toBatch } from './test-fleet'

const KIBIBYTE = 1024

const clock = createTestClock()
let group: TestGroup
/** Two web processes, one with so little memory that it forgets all the time, and one that keeps nothing. */
let large: Store
let small: Store
let forgetful: Store

beforeAll(async () => {
  group = await openTestGroup()
  const open = (readCacheBytes: number) =>
    openStore({ databaseUrl: group.databaseUrl, poolSize: 3, queryTimeoutMs: 20_000, readCacheBytes })
  large = open(64 * KIBIBYTE * KIBIBYTE)
  small = open(300 * KIBIBYTE)
  forgetful = open(0)
})
afterAll(async () => {
  await Promise.all([large, small, forgetful].map(closeStore))
  await group.drop()
})

/** Every measured cell of the window, by what and when it is. */
const cellsOf = (blocks: readonly Block[], { fromMs, toMs }: BlockQuery): Map<string, number[]> => {
  const cells = new Map<string, number[]>()
  for (const { metric, directory, startMs, stepMs, slotCount, count, sum, min, max } of blocks)
    count.forEach((samples, at) => {
      const column = at % slotCount
      const atMs = startMs + Math.floor(at / slotCount) * stepMs
      if (samples === 0 || atMs + stepMs <= fromMs || atMs >= toMs) return
      const key = [metric, directory.nodeSlots[column], directory.devices[column], atMs].join(' ')
      expect(cells.has(key), `${key} is there twice`).toBe(false)
      cells.set(key, [samples, sum[at] ?? NaN, min[at] ?? NaN, max[at] ?? NaN])
    })
  return cells
}

/** Within one snapshot what is kept and what is read must be the same, whatever is written meanwhile. */
const expectKeptIsRead = (store: Store, table: BlockTable, fromMs: number, toMs: number) =>
  inSnapshot(store, async (snapshot) => {
    for (const scope of ['node', 'device'] as const) {
      const question = { table, scope, groupIds: [1], metrics: METRIC_IDS, fromMs, toMs }
      const kept = await readKeptBlocks(snapshot, question)
      expect(cellsOf(kept, question)).toEqual(cellsOf(await readBlocks(snapshot, question), question))
    }
  })

const compareAll = async (store: Store) => {
  const toMs = clock.ms - (clock.ms % MINUTE_MS) + MINUTE_MS
  await expectKeptIsRead(store, 'roll_1m', toMs - 40 * MINUTE_MS, toMs)
  await expectKeptIsRead(store, 'roll_5m', toMs - 7 * HOUR_MS, toMs)
  await expectKeptIsRead(store, 'hot', toMs - 40 * MINUTE_MS, toMs)
}

const grid = (store: Store, from: string) =>
  inSnapshot(store, (snapshot) => readFleetGrid(snapshot, fleetParams.parse({ from }), clock.ms))

/** The hour behind the samples, beside the same hours of days that have none. */
const comparison = (store: Store) =>
  inSnapshot(store, (snapshot) =>
    compareWindow(snapshot, {
      window: { fromMs: START_MS + SPAN_MS - HOUR_MS, toMs: START_MS + SPAN_MS },
      scope: 'node',
    }),
  )

const clockOf = (store: Store, tz: string) =>
  inSnapshot(store, (snapshot) =>
    readClock(
      snapshot,
      clockParams.parse({ metric: 'cpu.utilization.busy', days: '3', tz, to: String(START_MS + SPAN_MS) }),
      clock.ms,
      () => undefined,
    ),
  )

const expectEqualClocks = async () => {
  for (const tz of ['UTC', 'Asia/Kolkata']) {
    const expected = await clockOf(forgetful, tz)
    expect(expected.nodes).not.toEqual([])
    for (const store of [large, large, small]) expect(await clockOf(store, tz)).toEqual(expected)
  }
}

const expectEqualScreens = async () => {
  await expectEqualClocks()
  const compared = await comparison(forgetful)
  expect(compared).not.toEqual([])
  for (const store of [large, large, small]) expect(await comparison(store)).toEqual(compared)
  for (const from of ['now-1h', 'now-6h']) {
    const expected = await grid(forgetful, from)
    for (const store of [large, small]) expect(await grid(store, from)).toEqual(expected)
  }
}

/** Nobody can read a table that somebody has locked for himself. */
const expectNothingIsReadAgain = async () => {
  const expected = await grid(large, 'now-6h')
  await inTransaction(group.store, async (tx) => {
    await execute(tx, 'LOCK TABLE roll_1m, roll_5m IN ACCESS EXCLUSIVE MODE')
    expect(await grid(large, 'now-6h')).toEqual(expected)
  })
}

it('what is kept is what a fresh read finds, while samples, seals, late data, joins and retention go on', async () => {
  const roller = createRoller(group.store, CONFIG, clock)
  const samples = makeSamples(group.series, 31).sort((a, b) => a.timeMs - b.timeMs)
  const isLate = (_: Sample, index: number) => index % 17 === 3
  const late = samples.filter(isLate)
  const prompt = samples.filter((sample, index) => !isLate(sample, index))
  const send = async (batch: readonly Sample[]) => {
    await appendLog(group.store, [toBatch(1, batch)], clock.ms)
    await Promise.all([roller.tick(), compareAll(large), compareAll(small)])
  }
  for (let start = 0; start < prompt.length; start += 250) {
    const batch = prompt.slice(start, start + 250)
    clock.ms = Math.max(clock.ms, batch.at(-1)?.timeMs ?? 0)
    await send(batch)
  }
  await expectEqualScreens()
  for (let start = 0; start < late.length; start += 60) {
    clock.ms += 6000
    await send(late.slice(start, start + 60))
  }
  clock.ms = START_MS + SPAN_MS + 33 * HOUR_MS
  for (let tick = 0; tick < 6; tick += 1) {
    clock.ms += 10_000
    await Promise.all([roller.tick(), compareAll(large), compareAll(small)])
  }
  await roller.stop()
  await expectEqualScreens()
  await expectNothingIsReadAgain()
  const pastMs = START_MS + 20 * MINUTE_MS
  const seen = () =>
    inSnapshot(large, (snapshot) =>
      readKeptBlocks(snapshot, {
        table: 'roll_1m',
        scope: 'node',
        groupIds: [1],
        metrics: METRIC_IDS,
        fromMs: START_MS,
        toMs: pastMs,
      }),
    )
  expect((await seen()).length).toBeGreaterThan(0)
  const retention = { chunkRetentionDays: 1, roll1mRetentionDays: 1, roll5mRetentionDays: 1 }
  await applyRetention(group.store, retention, clock.ms + 48 * HOUR_MS)
  expect(await seen()).toEqual([])
})
