import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeStore, openStore, type Store } from '@/lib/store/db'
import { registerSeries, type NewSeries } from '@/lib/store/register-series'
import { findOrCreateSender } from '@/lib/store/senders'
import { execute } from '@/lib/store/sql'
import { createTestDatabase, type TestDatabase } from '@/lib/store/test-database'
import { UNLIMITED } from '@/lib/store/test-fleet'
import { describeSeries } from './described-series'
import { loadSeriesIndex } from './load-series-index'
import { createSeriesIndex, type SeriesIndex } from './series-index'

const NOW_MS = 1_790_000_000_000
const MAX_SERIES = 100_000

let database: TestDatabase
let other: Store
let senderId: number

beforeAll(async () => {
  database = await createTestDatabase()
  other = openStore({ databaseUrl: database.databaseUrl, poolSize: 5, queryTimeoutMs: 20_000 })
  senderId = await findOrCreateSender(other, { name: 'a', protocol: 'native', userAgent: 'test' }, NOW_MS)
})
afterAll(async () => {
  await closeStore(other)
  await database.drop()
})

const fleet = (cluster: string, nodes: number): NewSeries[] =>
  Array.from({ length: nodes * 5 }, (_, at) =>
    describeSeries({ cluster, instance: `n${at % nodes}` }, `series_${at}`, []),
  )

const register = (series: readonly NewSeries[]) => registerSeries(other, senderId, series, UNLIMITED, NOW_MS)

const load = (index: SeriesIndex) =>
  loadSeriesIndex({
    store: database.store,
    opened: Promise.resolve(true),
    index,
    maxSeries: MAX_SERIES,
    nowMs: () => NOW_MS,
  })

const idsIn = (index: SeriesIndex, series: readonly NewSeries[]) =>
  series.map((one) => index.find(one.hash)?.seriesId ?? null)

it('a process that starts knows every series by the id that others gave it', async () => {
  const series = fleet('known', 250)
  const registrations = await register(series)
  const index = createSeriesIndex(MAX_SERIES)
  await load(index).done
  const found = series.map((one) => index.find(one.hash))
  expect(found.map((known) => known && { ok: true, ...known })).toEqual(registrations)
})

it('what others register meanwhile is never known by a wrong id', async () => {
  await register(fleet('before', 300))
  const index = createSeriesIndex(MAX_SERIES)
  const loading = load(index)
  const series = fleet('meanwhile', 300)
  const registrations = await register(series)
  await loading.done
  const ids = registrations.map((one) => (one.ok ? one.seriesId : null))
  for (const [at, id] of idsIn(index, series).entries()) if (id !== null) expect(id).toBe(ids[at])
})

it('nodes that were silent for more than a day are left out', async () => {
  const series = fleet('silent', 1)
  const [first] = await register(series)
  const groupId = first?.ok ? first.groupId : 0
  const silent = Buffer.from(new Float64Array(512).fill(NOW_MS - 2 * 86_400_000).buffer)
  await execute(
    database.store,
    'INSERT INTO node_seen (group_id, last_sample_ms, interval_ms) VALUES ($1, $2, $2)',
    [groupId, silent],
  )
  const index = createSeriesIndex(MAX_SERIES)
  await load(index).done
  expect(idsIn(index, series)).toEqual(series.map(() => null))
})
