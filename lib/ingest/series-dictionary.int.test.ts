import { afterAll, beforeAll, expect, it } from 'vitest'
import { findOrCreateSender } from '@/lib/store/senders'
import { createTestDatabase, type TestDatabase } from '@/lib/store/test-database'
import { Deadline } from './deadline'
import type { DecodedBatch } from './decoded-batch'
import { describeSeries } from './described-series'
import { createMemoryBudget } from './memory-budget'
import { NO_SLOT, RawLabelCache } from './raw-label-cache'
import { refusalCode } from './refusal-codes'
import { createRefusedSeries } from './refused-series'
import { Refusals } from './refusals'
import type { Sender } from './sender'
import { createSeriesDictionary, type Origin } from './series-dictionary'
import { createSeriesIndex } from './series-index'

const NOW_MS = 1_790_000_000_000
const PATIENCE_MS = 20_000

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

async function senderWith(name: string, seriesCap: number): Promise<Sender> {
  const key = { name, protocol: 'native', userAgent: 'test' }
  const id = await findOrCreateSender(database.store, key, NOW_MS)
  return { id, protocol: 'native', principal: { name, seriesCap, nodeCap: 100 } }
}

/** A sample of each series, none of which the decoder knows. */
function batchOf(names: readonly string[]): DecodedBatch {
  const node = { cluster: '', instance: 'n1' }
  return {
    seriesIds: new Int32Array(names.length),
    groupIds: new Int32Array(names.length),
    sampleOrdinals: Int32Array.from(names.keys()),
    timesMs: new Float64Array(names.length).fill(NOW_MS),
    values: new Float64Array(names.length),
    unresolved: names.map((name, ordinal) => ({
      ...describeSeries(node, name, []),
      ordinal,
      slot: NO_SLOT,
    })),
    nodeIds: new Set(),
    refusals: new Refusals(),
    facts: [],
    histograms: [],
    release: () => undefined,
  }
}

function setup() {
  const { store } = database
  const refused = createRefusedSeries(10_000)
  const dictionary = createSeriesDictionary({
    store,
    index: createSeriesIndex(10_000),
    refused,
    nowMs: () => NOW_MS,
  })
  let trips = 0
  store.pool.on('acquire', () => (trips += 1))
  const resolve = async (sender: Sender, names: readonly string[]) => {
    const batch = batchOf(names)
    const cache = new RawLabelCache(createMemoryBudget(0))
    const origin: Origin = { sender, cache, generation: 0 }
    const before = trips
    const deadline = new Deadline(PATIENCE_MS)
    await deadline.bound(dictionary.resolve(batch, origin, deadline))
    return { batch, trips: trips - before }
  }
  return { refused, resolve }
}

const names = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}_${at}`)

it('what a cap refused is refused again without a trip to the store, and the good part is kept', async () => {
  const { refused, resolve } = setup()
  const greedy = await senderWith('greedy', 10)
  const first = await resolve(greedy, names('greedy', 100))
  const again = await resolve(greedy, names('greedy', 100))
  expect([first.trips > 0, again.trips]).toEqual([true, 0])
  for (const { batch } of [first, again]) {
    expect([...batch.seriesIds].filter((id) => id > 0)).toHaveLength(10)
    expect(batch.refusals.list()).toMatchObject([{ reason: 'series_cap', count: 90 }])
  }
  expect(again.batch.seriesIds).toEqual(first.batch.seriesIds)
  refused.forget()
  const raised = await resolve(
    { ...greedy, principal: { ...greedy.principal, seriesCap: 1000 } },
    names('greedy', 100),
  )
  expect([...raised.batch.seriesIds].every((id) => id > 0)).toBe(true)
})

it('a cap of one sender is not the cap of another, and what another registered is known', async () => {
  const { resolve } = setup()
  const greedy = await senderWith('poor', 0)
  const good = await senderWith('rich', 1000)
  expect((await resolve(greedy, ['shared'])).batch.seriesIds[0]).toBe(refusalCode('series_cap'))
  const [seriesId] = (await resolve(good, ['shared'])).batch.seriesIds
  expect(seriesId).toBeGreaterThan(0)
  expect([...(await resolve(greedy, ['shared'])).batch.seriesIds]).toEqual([seriesId])
})

it('more series than are registered at once are all registered', async () => {
  const { resolve } = setup()
  const many = names('many', 12_000)
  const { batch } = await resolve(await senderWith('many', 100_000), many)
  expect(new Set(batch.seriesIds).size).toBe(many.length)
  expect(Math.min(...batch.seriesIds)).toBeGreaterThan(0)
})
