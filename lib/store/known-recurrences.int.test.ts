import { afterAll, beforeAll, expect, it } from 'vitest'
import { deleteKnownRecurrence, readKnownRecurrences, writeKnownRecurrence } from './known-recurrences'
import { createTestDatabase, type TestDatabase } from './test-database'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})

afterAll(() => database.drop())

const known = (signature: string, changedMs: number) => ({
  signature,
  name: "nightly backup'; DROP TABLE known_recurrence; --",
  isMuted: true,
  nodesAffected: 3,
  medianDurationMs: 1_200_000.5,
  medianRise: 0.25,
  changedMs,
})

it('what is said of a recurrence is kept, the last word holds, and it is forgotten when asked', async () => {
  const { store } = database
  await writeKnownRecurrence(store, known('a|1440|60|', 1))
  await writeKnownRecurrence(store, known('b|1440|60|', 2))
  await writeKnownRecurrence(store, { ...known('a|1440|60|', 3), name: 'fine', isMuted: false })
  expect(await readKnownRecurrences(store)).toEqual([
    { ...known('a|1440|60|', 3), name: 'fine', isMuted: false },
    known('b|1440|60|', 2),
  ])
  expect(await deleteKnownRecurrence(store, 'a|1440|60|')).toBe(1)
  expect(await deleteKnownRecurrence(store, 'a|1440|60|')).toBe(0)
  expect((await readKnownRecurrences(store)).map(({ signature }) => signature)).toEqual(['b|1440|60|'])
})
