import type { PoolClient } from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { appendLog } from '@/lib/store/append-log'
import { closeStore, openStore } from '@/lib/store/db'
import type { Store } from '@/lib/store/db'
import { ensurePartitions } from '@/lib/store/partitions'
import { applyRetention } from '@/lib/store/retention'
import { inSnapshot } from '@/lib/store/snapshot'
import { query } from '@/lib/store/sql'
import { registerAll, toBatch } from '@/lib/store/test-fleet'
import { DAY_MS } from '@/lib/core/times'
import { createRoller } from './roller'
import type { Roller } from './roller'
import {
  CONFIG,
  HOUR_MS,
  RANGE,
  RETENTION,
  createTestClock,
  inOrder,
  openTestGroup,
  START_MS,
} from './test-group'
import type { TestGroup } from './test-group'
import { contentsOfColumns, expectedCells, readCells, readSamples, toColumns } from './test-reference'
import { append, appendInOrder, settle } from './test-run'

/** An append or a read fails when it waits longer for a lock. */
const LOCK_PATIENCE_MS = 600

const clock = createTestClock()
let group: TestGroup
let roller: Roller
/** What ingest and pages use. */
let impatient: Store

beforeEach(async () => {
  group = await openTestGroup()
  clock.ms = START_MS
  roller = createRoller(group.store, CONFIG, clock)
  const databaseUrl = `${group.databaseUrl}?options=-c%20lock_timeout%3D${LOCK_PATIENCE_MS}`
  impatient = openStore({ databaseUrl, poolSize: 4, queryTimeoutMs: 20_000 })
})
afterEach(async () => {
  await roller.stop()
  await closeStore(impatient)
  await group.drop()
})

/** Holds rows that the roller needs, until `work` is done; it begins when the roller stands still at that statement. */
async function whileStopped(
  held: string,
  statement: string,
  roll: () => Promise<unknown>,
  work: () => Promise<void>,
): Promise<void> {
  const client: PoolClient = await group.store.pool.connect()
  let rolled: Promise<unknown> = Promise.resolve()
  try {
    await client.query('BEGIN')
    await client.query(`${held} FOR UPDATE`)
    rolled = roll()
    await expect.poll(() => isWaitingAt(statement), { timeout: 15_000 }).toBe(true)
    await work()
    expect(await isWaitingAt(statement)).toBe(true)
  } finally {
    await client.query('ROLLBACK')
    client.release()
    await rolled
  }
}

const WAITING = `
  SELECT count(*)::int AS n FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%' || $1 || '%'`

const isWaitingAt = async (statement: string): Promise<boolean> =>
  (await query<{ n: number }>(group.store, WAITING, [statement]))[0]?.n === 1

async function doEverythingElse(): Promise<void> {
  await appendLog(impatient, [toBatch(1, [{ seriesId: 1, timeMs: clock.ms, value: 5 }])], clock.ms)
  const known = {
    node: { cluster: 'test', instance: 'a' },
    name: 'node_uname_info',
    labels: { nodename: 'x' },
  }
  const added = { node: { cluster: 'test', instance: 'new' }, name: 'up', labels: {} }
  expect(await registerAll(impatient, [known, added], clock.ms)).toMatchObject([{ ok: true }, { ok: true }])
  await inSnapshot(impatient, async (tx) => {
    for (const table of ['roll_1m', 'roll_5m', 'hot'] as const) await readCells(tx, table, RANGE)
    await readSamples(tx, 1, RANGE)
  })
  for (const table of ['chunk', 'roll_1m', 'roll_5m', 'ingest_log'] as const)
    await ensurePartitions(impatient, table, [clock.ms - 600 * DAY_MS])
  expect((await applyRetention(impatient, RETENTION, clock.ms)).join()).toContain('ingest_log')
}

it('while a seal is under way, nobody waits who appends, registers, reads or makes partitions', async () => {
  const samples = inOrder(group.series, 41)
  await append(group, clock, samples.slice(0, 1))
  await roller.tick()
  clock.ms = START_MS + 2 * HOUR_MS
  await append(group, clock, samples)
  const lastStatement = 'UPDATE roll_state SET position'
  await whileStopped('SELECT FROM roll_state', lastStatement, () => roller.tick(), doEverythingElse)
  expect(await readSamples(group.store, 1, RANGE)).toEqual(contentsOfColumns(toColumns(samples)))
})

it('while parts of an hour are joined, nobody waits who appends, registers, reads or makes partitions', async () => {
  const samples = inOrder(group.series, 42)
  clock.ms = START_MS + 2 * HOUR_MS
  for (const part of [samples.slice(0, 900), samples.slice(900), samples.slice(0, 1)]) {
    await append(group, clock, part)
    await roller.tick()
    clock.ms += 6000
    await roller.tick()
  }
  const join = () => settle(roller, clock)
  await whileStopped('SELECT FROM chunk', 'DELETE FROM chunk', join, doEverythingElse)
  expect(await readSamples(group.store, 1, RANGE)).toEqual(contentsOfColumns(toColumns(samples)))
})

it('whoever reads while the roller works sees no cell twice, and none that was there is gone later', async () => {
  const samples = inOrder(group.series, 43)
  let isDone = false
  const rolled = appendInOrder(group, clock, samples, () => roller.tick())
    .then(() => settle(roller, clock, HOUR_MS))
    .finally(() => (isDone = true))
  let seen = new Set<string>()
  let reads = 0
  for (; !isDone || reads < 10; reads++) {
    const { sealed, hot } = await inSnapshot(impatient, async (tx) => ({
      sealed: await readCells(tx, 'roll_1m', RANGE),
      hot: await readCells(tx, 'hot', RANGE),
    }))
    const shown = new Set([...sealed.keys(), ...hot.keys()])
    expect(shown.size).toBe(sealed.size + hot.size)
    expect([...seen].filter((key) => !shown.has(key))).toEqual([])
    seen = shown
  }
  await rolled
  expect(seen).toEqual(new Set(expectedCells(group.series, toColumns(samples), 'roll_1m').keys()))
})
