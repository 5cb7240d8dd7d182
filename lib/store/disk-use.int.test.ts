import { afterAll, beforeAll, expect, it } from 'vitest'
import { DAY_MS } from '@/lib/core/times'
import { readDiskUse } from './disk-use'
import { ensurePartitions } from './partitions'
import { execute, query } from './sql'
import { createTestDatabase } from './test-database'
import type { TestDatabase } from './test-database'

const MEBIBYTE = 2 ** 20
const today = Math.floor(Date.now() / DAY_MS) * DAY_MS

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const useOf = async (name: string) =>
  (await readDiskUse(database.store)).tables.find(({ table }) => table === name)

async function writeChunk(hourMs: number, bytes: number): Promise<void> {
  await ensurePartitions(database.store, 'chunk', [hourMs])
  await execute(
    database.store,
    "INSERT INTO chunk VALUES (1, $1, 'cpu', 1, $1, $1, 1, 1, decode(repeat('00', $2), 'hex'))",
    [hourMs, bytes],
  )
}

it('every table is listed, and together they take all that the database knows of', async () => {
  const tables = await query<{ name: string; bytes: number }>(
    database.store,
    `SELECT relname AS name, pg_total_relation_size(oid)::bigint AS bytes FROM pg_class
     WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND relname NOT LIKE '\\_prisma%'`,
  )
  const use = await readDiskUse(database.store)
  expect(use.tables.map(({ table }) => table).sort()).toEqual(tables.map(({ name }) => name).sort())
  expect(use.totalBytes).toBe(tables.reduce((sum, { bytes }) => sum + bytes, 0))
})

it('a table has the bytes of all its partitions, with their large values', async () => {
  for (const days of [3, 2, 0]) await writeChunk(today - days * DAY_MS, MEBIBYTE)
  const bytes = (await useOf('chunk'))?.bytes ?? 0
  expect(bytes).toBeGreaterThan(3 * MEBIBYTE)
  expect(bytes).toBeLessThan(4 * MEBIBYTE)
})

it('a day takes what the last complete partition took, and the oldest one says how far it reaches back', async () => {
  await writeChunk(today - DAY_MS, 5 * MEBIBYTE)
  const use = await useOf('chunk')
  expect((use?.bytesPerDay ?? 0) / MEBIBYTE).toBeCloseTo(5, 0)
  expect(use?.keptSinceMs).toBe(today - 3 * DAY_MS)
})

it('a table without partitions has no such day and no such time', async () => {
  expect(await useOf('node')).toMatchObject({ bytesPerDay: null, keptSinceMs: null })
  expect(await useOf('roll_5m')).toMatchObject({ bytesPerDay: null, keptSinceMs: null })
})
