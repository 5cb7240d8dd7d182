import { afterAll, beforeAll, expect, it } from 'vitest'
import { appendLog } from './append-log'
import { ensurePartitions } from './partitions'
import { applyRetention } from './retention'
import { takeRollState } from './roll-state'
import { execute, query } from './sql'
import { createTestDatabase } from './test-database'
import type { TestDatabase } from './test-database'
import { registerAll, toBatch } from './test-fleet'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const NOW_MS = Math.floor(1_790_000_000_000 / DAY_MS) * DAY_MS + 1.5 * HOUR_MS
const CONFIG = { chunkRetentionDays: 2, roll1mRetentionDays: 1, roll5mRetentionDays: 60 }

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await registerAll(
    database.store,
    [{ node: { cluster: '', instance: 'n' }, name: 'up', labels: {} }],
    NOW_MS,
  )
})
afterAll(() => database.drop())

const partitionsOf = async (table: string): Promise<number> => {
  const rows = await query(database.store, 'SELECT 1 FROM pg_inherits WHERE inhparent = $1::regclass', [
    table,
  ])
  return rows.length
}

it('partitions past retention go, and those that still hold a time to keep stay', async () => {
  const daysAgo = (days: number) => NOW_MS - days * DAY_MS
  for (const table of ['chunk', 'roll_1m', 'roll_5m'] as const)
    await ensurePartitions(database.store, table, [0, 1, 2, 3, 4, 100, 200].map(daysAgo))
  await applyRetention(database.store, CONFIG, NOW_MS)
  expect([await partitionsOf('chunk'), await partitionsOf('roll_1m')]).toEqual([3, 2])
  const [row] = await query<{ oldest: string }>(
    database.store,
    `SELECT min(relname) AS oldest FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE inhparent = 'roll_5m'::regclass`,
  )
  expect(row?.oldest).toMatch(/^roll_5m_2026/)
  expect(await applyRetention(database.store, CONFIG, NOW_MS)).toEqual([])
})

it('a log partition goes only when all its entries are sealed', async () => {
  const batch = toBatch(1, [{ seriesId: 1, timeMs: NOW_MS, value: 1 }])
  await appendLog(database.store, [batch], NOW_MS - 5 * HOUR_MS)
  await appendLog(database.store, [batch], NOW_MS - 4 * HOUR_MS)
  await takeRollState(database.store, 1)
  const before = await partitionsOf('ingest_log')
  expect(await applyRetention(database.store, CONFIG, NOW_MS)).toEqual([])
  await execute(database.store, 'UPDATE roll_state SET position = 1')
  expect(await applyRetention(database.store, CONFIG, NOW_MS)).toHaveLength(1)
  await execute(database.store, 'UPDATE roll_state SET position = 2')
  expect(await applyRetention(database.store, CONFIG, NOW_MS)).toHaveLength(1)
  expect(await partitionsOf('ingest_log')).toBe(before - 2)
})

it('a table that is busy is left for the next time instead of making writers wait', async () => {
  await ensurePartitions(database.store, 'chunk', [NOW_MS - 50 * DAY_MS])
  const client = await database.store.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT count(*) FROM chunk')
    expect(await applyRetention(database.store, CONFIG, NOW_MS)).toEqual([])
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
  expect(await applyRetention(database.store, CONFIG, NOW_MS)).toHaveLength(1)
})

it('chunks stay an hour longer than samples of their time are accepted, so that a late one finds those around it', async () => {
  const endMs = Math.floor(NOW_MS / DAY_MS) * DAY_MS + DAY_MS
  await ensurePartitions(database.store, 'chunk', [endMs - 1])
  const tooOldMs = endMs + CONFIG.chunkRetentionDays * DAY_MS
  const dropAt = (nowMs: number) => applyRetention(database.store, CONFIG, nowMs)
  expect(await dropAt(tooOldMs + HOUR_MS - 1)).not.toContain('chunk_20260921_00')
  expect(await dropAt(tooOldMs + HOUR_MS)).toContain('chunk_20260921_00')
})
