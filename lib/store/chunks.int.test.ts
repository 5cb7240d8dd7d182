import { afterAll, beforeAll, expect, it } from 'vitest'
import { HOUR_MS } from '@/lib/core/times'
import { readScatteredChunks } from './chunks'
import { ensurePartitions } from './partitions'
import { execute } from './sql'
import { createTestDatabase } from './test-database'
import type { TestDatabase } from './test-database'

const FROM_MS = Math.floor(1_790_000_000_000 / HOUR_MS) * HOUR_MS

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await ensurePartitions(database.store, 'chunk', [FROM_MS, FROM_MS + 9 * HOUR_MS])
})
afterAll(() => database.drop())

/** Rows of an hour that say they hold so many samples. */
async function writeParts(hour: number, sampleCounts: readonly number[]): Promise<void> {
  await execute(
    database.store,
    `INSERT INTO chunk SELECT 1, $1, 'cpu', part, $1, $1, count, 1, '' FROM unnest($2::int[]) WITH ORDINALITY AS item(count, part)`,
    [FROM_MS + hour * HOUR_MS, sampleCounts],
  )
}

it('hours are joined when they are in many parts or in parts alike, unless they are too large for memory', async () => {
  await writeParts(0, [1000])
  await writeParts(1, [1000, 1000])
  await writeParts(2, [1000, 10])
  await writeParts(3, [1_000_000, ...Array<number>(16).fill(1)])
  await writeParts(4, [20_000_000, 20_000_000])
  const range = { fromMs: FROM_MS, toMs: FROM_MS + 9 * HOUR_MS, limit: 10 }
  const scattered = await readScatteredChunks(database.store, 1, range)
  expect(scattered.map(({ hourMs }) => (hourMs - FROM_MS) / HOUR_MS)).toEqual([1, 3])
})
