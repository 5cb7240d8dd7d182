import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PoolClient } from 'pg'
import { DAY_MS, HOUR_MS } from '@/lib/core/times'
import { appendLog } from './append-log'
import { readBlocks } from './blocks'
import { readChunks } from './chunks'
import { closeStore, openStore } from './db'
import type { Store } from './db'
import { ensurePartitions } from './partitions'
import type { PartitionedTable } from './partitions'
import { readLog } from './read-log'
import { applyRetention } from './retention'
import { inSnapshot } from './snapshot'
import { query } from './sql'
import { createTestDatabase } from './test-database'
import type { TestDatabase } from './test-database'
import { registerAll, toBatch } from './test-fleet'

const NOW_MS = Math.floor(1_790_000_000_000 / DAY_MS) * DAY_MS + 2 * HOUR_MS
const CONFIG = { chunkRetentionDays: 30, roll1mRetentionDays: 14, roll5mRetentionDays: 395 }
const LONG_AGO_MS = NOW_MS - 600 * DAY_MS
const TABLES = ['chunk', 'roll_1m', 'roll_5m', 'ingest_log'] as const

/** An append or a read fails when it waits longer for a lock: much shorter than anybody's patience. */
const LOCK_PATIENCE_MS = 600

let database: TestDatabase
/** What ingest and pages use. */
let impatient: Store
let appended = 0

beforeAll(async () => {
  database = await createTestDatabase()
  const databaseUrl = `${database.databaseUrl}?options=-c%20lock_timeout%3D${LOCK_PATIENCE_MS}`
  impatient = openStore({ databaseUrl, poolSize: 4, queryTimeoutMs: 20_000 })
  const series = { node: { cluster: '', instance: 'n' }, name: 'up', labels: {} }
  await registerAll(database.store, [series], NOW_MS)
})
afterAll(async () => {
  await closeStore(impatient)
  await database.drop()
})

const partitionsOf = async (table: PartitionedTable): Promise<number> => {
  const counted = 'SELECT count(*)::int AS n FROM pg_inherits WHERE inhparent = $1::regclass'
  return (await query<{ n: number }>(database.store, counted, [table]))[0]?.n ?? 0
}

async function append(): Promise<void> {
  appended += 1
  await appendLog(
    impatient,
    [toBatch(1, [{ seriesId: 1, timeMs: NOW_MS + appended, value: appended }])],
    NOW_MS,
  )
}

/** Everything that a page reads, old and new. */
const readAll = (): Promise<unknown> =>
  inSnapshot(impatient, async (tx) => {
    const window = { fromMs: LONG_AGO_MS, toMs: NOW_MS + DAY_MS }
    const wanted = { metrics: ['cpu.utilization.busy'], scope: 'node', ...window } as const
    for (const table of ['roll_1m', 'roll_5m', 'hot'] as const) await readBlocks(tx, { ...wanted, table })
    await readChunks(tx, 1, window)
  })

/** Runs with a transaction open elsewhere that did this. */
async function whileOpen(statement: string, work: () => Promise<void>): Promise<void> {
  const client: PoolClient = await database.store.pool.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
    await client.query(statement)
    await work()
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

async function appendAndReadUntil(done: Promise<unknown>): Promise<void> {
  let isDone = false
  const ended = done.finally(() => (isDone = true))
  const repeat = async (work: () => Promise<unknown>) => {
    for (let round = 0; round < 3 || !isDone; round++) await work()
  }
  await Promise.all([ended, repeat(append), repeat(append), repeat(readAll)])
}

it.each(TABLES)(
  'while somebody reads %s for long, retention leaves it for later, and appends and reads do not wait for either',
  async (table) => {
    await ensurePartitions(database.store, table, [LONG_AGO_MS, LONG_AGO_MS - 40 * DAY_MS])
    const before = await partitionsOf(table)
    const retainTwice = async () => {
      for (let i = 0; i < 2; i++) expect(await applyRetention(database.store, CONFIG, NOW_MS)).toEqual([])
    }
    await whileOpen(`SELECT count(*) FROM ${table}`, () => appendAndReadUntil(retainTwice()))
    expect(await partitionsOf(table)).toBe(before)
    expect(await applyRetention(database.store, CONFIG, NOW_MS)).toHaveLength(2)
  },
)

it('partitions are dropped between appends and reads, none of which fails or is lost', async () => {
  for (const table of TABLES)
    await ensurePartitions(database.store, table, [LONG_AGO_MS, LONG_AGO_MS - 40 * DAY_MS])
  const dropped = new Set<string>()
  const retainUntilDone = async () => {
    for (let run = 0; run < 50 && dropped.size < 2 * TABLES.length; run++)
      for (const name of await applyRetention(database.store, CONFIG, NOW_MS)) dropped.add(name)
  }
  await appendAndReadUntil(retainUntilDone())
  expect(dropped.size).toBe(2 * TABLES.length)
  const entries = await readLog(database.store, 1, 0, 1_000_000)
  expect(entries.map(({ values }) => values[0]).sort((a = 0, b = 0) => a - b)).toEqual(
    Array.from({ length: appended }, (_, i) => i + 1),
  )
})

it('two processes that drop at once do not disturb each other', async () => {
  const other = openStore({ databaseUrl: database.databaseUrl, poolSize: 2, queryTimeoutMs: 20_000 })
  await ensurePartitions(
    database.store,
    'chunk',
    Array.from({ length: 12 }, (_, i) => LONG_AGO_MS + i * DAY_MS),
  )
  const runs = await Promise.all(
    [database.store, other].map((store) => applyRetention(store, CONFIG, NOW_MS)),
  )
  const rest = await applyRetention(other, CONFIG, NOW_MS)
  await closeStore(other)
  expect(new Set([...runs.flat(), ...rest]).size).toBe(12)
  expect([...runs.flat(), ...rest]).toHaveLength(12)
})

it.each(TABLES)('a new partition of %s waits for neither its readers nor its writers', async (table) => {
  await whileOpen(`LOCK TABLE ${table} IN ROW EXCLUSIVE MODE`, async () => {
    const store = { ...impatient, partitions: new Set<string>() }
    await ensurePartitions(store, table, [NOW_MS + 900 * DAY_MS])
  })
})
