import { afterAll, beforeAll, expect, it } from 'vitest'
import { InvalidInputError, NotFoundError } from '../core/errors'
import { deleteIncident, insertIncident, readIncidents, updateIncident } from './incidents'
import { removeDemo } from './remove-demo'
import { createTestDatabase, type TestDatabase } from './test-database'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})

afterAll(() => database.drop())

const marked = (fromMs: number) => ({
  cluster: '',
  fromMs,
  toMs: fromMs + 60_000,
  title: "disks'; DROP TABLE incident; --",
  note: '',
  signature: [{ metric: 'disk.utilization.busy', rise: 0.9 }],
  changedMs: 1,
})
const unchanged = { title: undefined, note: undefined, isClosed: undefined }

it('an incident is marked open, named, closed once, opened again and forgotten', async () => {
  const { store } = database
  const first = await insertIncident(store, marked(1_000))
  const second = await insertIncident(store, marked(2_000))
  expect(await readIncidents(store)).toEqual([second, first])
  expect(first).toEqual({ ...marked(1_000), id: first.id, closedMs: null })
  const named = await updateIncident(store, { ...unchanged, id: first.id, title: 'slow disks', changedMs: 5 })
  expect(named).toEqual({ ...first, title: 'slow disks', changedMs: 5 })
  await updateIncident(store, { ...unchanged, id: first.id, isClosed: true, changedMs: 6 })
  const closed = await updateIncident(store, { ...unchanged, id: first.id, isClosed: true, changedMs: 7 })
  expect(closed).toMatchObject({ closedMs: 6, changedMs: 7, title: 'slow disks' })
  const opened = await updateIncident(store, { ...unchanged, id: first.id, isClosed: false, changedMs: 8 })
  expect(opened.closedMs).toBeNull()
  expect(await deleteIncident(store, first.id)).toBe(1)
  expect(await deleteIncident(store, first.id)).toBe(0)
  const late = updateIncident(store, { ...unchanged, id: first.id, note: 'x', changedMs: 9 })
  await expect(late).rejects.toThrow(NotFoundError)
})

it('a window that is marked again is still one incident, with the latest words', async () => {
  const { store } = database
  const first = await insertIncident(store, marked(10_000))
  expect(await insertIncident(store, marked(10_000))).toEqual(first)
  const named = await insertIncident(store, { ...marked(10_000), title: 'slow disks', changedMs: 2 })
  expect(named).toEqual({ ...first, title: 'slow disks', changedMs: 2 })
  const other = await insertIncident(store, { ...marked(10_000), cluster: 'a' })
  expect(other.id).not.toBe(first.id)
})

it('a window that ends far in the future is refused', async () => {
  const late = insertIncident(database.store, marked(2 * 86_400_000))
  await expect(late).rejects.toThrow(InvalidInputError)
})

it('an id that no incident can have is not found', async () => {
  const { store } = database
  const id = 2 ** 40
  const late = updateIncident(store, { ...unchanged, id, note: 'x', changedMs: 9 })
  await expect(late).rejects.toThrow(NotFoundError)
  expect(await deleteIncident(store, id)).toBe(0)
})

it('incidents of demonstration fleets go with them, and others stay', async () => {
  const { store } = database
  const demo = await insertIncident(store, { ...marked(20_000), cluster: 'demo:one' })
  const whole = await insertIncident(store, marked(20_000))
  await removeDemo(store)
  const ids = (await readIncidents(store)).map(({ id }) => id)
  expect(ids).toContain(whole.id)
  expect(ids).not.toContain(demo.id)
})
