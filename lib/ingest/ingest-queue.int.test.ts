import { afterAll, beforeAll, expect, it } from 'vitest'
import { readLog } from '@/lib/store/read-log'
import { createTestDatabase, type TestDatabase } from '@/lib/store/test-database'
import { registerAll } from '@/lib/store/test-fleet'
import { Deadline } from './deadline'
import type { DecodedBatch } from './decoded-batch'
import { createIngestQueue } from './ingest-queue'
import { Refusals } from './refusals'

const NOW_MS = 1_790_000_000_000
const PATIENCE_MS = 30_000
const GROUP = 1

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  const up = { node: { cluster: '', instance: 'n1' }, name: 'up', labels: {} }
  await registerAll(database.store, [up], NOW_MS)
})
afterAll(() => database.drop())

/** So many samples of one series, a millisecond apart, and as many of one that was refused. */
const batchOf = (samples: number): DecodedBatch => ({
  seriesIds: Int32Array.of(1, -1),
  groupIds: Int32Array.of(GROUP, 0),
  sampleOrdinals: new Int32Array(2 * samples).fill(1, samples),
  timesMs: new Float64Array(2 * samples).map((_, at) => NOW_MS + at),
  values: new Float64Array(2 * samples),
  unresolved: [],
  nodeIds: new Set(),
  refusals: new Refusals(),
  facts: [],
  histograms: [],
  release: () => undefined,
})

it('a batch of many commits does not keep a small one waiting, and is stored whole', async () => {
  const queue = createIngestQueue({ store: database.store, nowMs: () => NOW_MS })
  const settled: string[] = []
  const append = async (name: string, samples: number) => {
    const kept = await queue.append({ batch: batchOf(samples), facts: [] }, new Deadline(PATIENCE_MS))
    settled.push(name)
    return kept
  }
  const [large, small] = await Promise.all([append('large', 100_000), append('small', 10)])
  expect(settled).toEqual(['small', 'large'])
  expect(large).toEqual({ samples: 100_000, newestMs: NOW_MS + 99_999 })
  expect(small).toEqual({ samples: 10, newestMs: NOW_MS + 9 })
  const entries = await readLog(database.store, GROUP, 0, 1_000_000)
  expect(entries.reduce((sum, { values }) => sum + values.length, 0)).toBe(100_010)
})
