import { afterAll, beforeAll, expect, it } from 'vitest'
import { readSeriesNamed } from './raw-series'
import { inSnapshot } from './snapshot'
import { createTestDatabase, type TestDatabase } from './test-database'
import { registerAll } from './test-fleet'

const NOW_MS = 1_790_000_000_000
const PATTERN = '_errors_total$'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const register = (instance: string, ...names: string[]) =>
  registerAll(
    database.store,
    names.map((name) => ({ node: { cluster: '', instance }, name, labels: { of: instance } })),
    NOW_MS,
  )

const namesOf = async () =>
  (await readSeriesNamed(database.store, PATTERN)).map(({ name, labels }) => `${labels.of ?? ''} ${name}`)

it('series by name are all there are, those of later registrations too, and of a snapshot those that it shows', async () => {
  expect(await namesOf()).toEqual([])
  await register('a', 'rpc_errors_total', 'rpc_total', 'disk_errors_total')
  expect(await namesOf()).toEqual(['a rpc_errors_total', 'a disk_errors_total'])
  await inSnapshot(database.store, async (snapshot) => {
    await register('b', 'up', 'rpc_errors_total')
    expect(await namesOf()).toEqual(['a rpc_errors_total', 'a disk_errors_total', 'b rpc_errors_total'])
    const shown = await readSeriesNamed(snapshot, PATTERN)
    expect(shown.map(({ labels }) => labels.of)).toEqual(['a', 'a'])
  })
  expect(await namesOf()).toHaveLength(3)
})
