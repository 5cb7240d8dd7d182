import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeStore, openStore } from './db'
import type { Store } from './db'
import { ensurePartitions } from './partitions'
import { query } from './sql'
import { createTestDatabase } from './test-database'
import type { TestDatabase } from './test-database'

const HOUR_MS = 3_600_000
const FROM_MS = 1_790_000_000_000

let database: TestDatabase
let stores: Store[]

beforeAll(async () => {
  database = await createTestDatabase()
  stores = Array.from({ length: 6 }, () =>
    openStore({ databaseUrl: database.databaseUrl, poolSize: 1, queryTimeoutMs: 20_000 }),
  )
})
afterAll(async () => {
  await Promise.all(stores.map(closeStore))
  await database.drop()
})

it('processes that need the same partition at the same moment make it once', async () => {
  const hours = Array.from({ length: 20 }, (_, i) => FROM_MS + i * HOUR_MS)
  for (const hourMs of hours)
    await Promise.all(stores.map((store) => ensurePartitions(store, 'ingest_log', [hourMs])))
  const rows = await query(
    database.store,
    "SELECT 1 FROM pg_inherits WHERE inhparent = 'ingest_log'::regclass",
  )
  expect(rows).toHaveLength(hours.length)
})

it('a partition covers times before 1970 too, and keeps its payload as it is', async () => {
  await ensurePartitions(database.store, 'chunk', [-1, FROM_MS])
  const rows = await query<{ relname: string; attstorage: string }>(
    database.store,
    `SELECT relname, attstorage FROM pg_inherits JOIN pg_class ON oid = inhrelid JOIN pg_attribute ON attrelid = oid
     WHERE inhparent = 'chunk'::regclass AND attname = 'payload' ORDER BY relname`,
  )
  expect(rows).toEqual([
    { relname: 'chunk_19691231_00', attstorage: 'e' },
    { relname: 'chunk_20260921_00', attstorage: 'e' },
  ])
})

it('a table without partitions is refused', async () => {
  await expect(query(database.store, "SELECT usescope_ensure_partition('node', 1)")).rejects.toThrow(
    'not partitioned',
  )
})

it('a partition is swept as its table is used: often where rows are replaced, never where they are only added', async () => {
  await ensurePartitions(database.store, 'chunk', [FROM_MS])
  await ensurePartitions(database.store, 'ingest_log', [FROM_MS])
  const rows = await query<{ relname: string; options: string }>(
    database.store,
    `SELECT class.relname, (class.reloptions || toast.reloptions)::text AS options FROM pg_class class
     JOIN pg_class toast ON toast.oid = class.reltoastrelid
     WHERE class.relname IN ('chunk_20260921_00', 'ingest_log_20260921_14') ORDER BY 1`,
  )
  expect(rows.map(({ options }) => options)).toEqual([
    expect.stringContaining('autovacuum_vacuum_scale_factor=0.02,autovacuum_vacuum_threshold=1000'),
    '{autovacuum_enabled=false,autovacuum_enabled=false}',
  ])
})
