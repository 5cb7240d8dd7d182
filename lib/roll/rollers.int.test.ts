import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { readRollerCount } from '@/lib/store/rollers'
import { query } from '@/lib/store/sql'
import { createTestDatabase } from '@/lib/store/test-database'
import type { TestDatabase } from '@/lib/store/test-database'
import { registerAll } from '@/lib/store/test-fleet'
import { createRoller } from './roller'
import type { Roller } from './roller'
import { CONFIG, START_MS, createTestClock } from './test-group'

const GROUPS = 5
const clock = createTestClock()
let database: TestDatabase
let rollers: Roller[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  const nodes = Array.from({ length: (GROUPS - 1) * 512 + 1 }, (_, at) => `n${at}`)
  const series = nodes.map((instance) => ({ node: { cluster: 'c', instance }, name: 'up', labels: {} }))
  await registerAll(database.store, series, START_MS)
})
beforeEach(async () => {
  for (const roller of rollers) await roller.stop()
  rollers = []
})
afterAll(async () => {
  for (const roller of rollers) await roller.stop()
  await database.drop()
})

const start = (): Roller => {
  const roller = createRoller(database.store, CONFIG, clock)
  rollers.push(roller)
  return roller
}

const heldAfterTicks = async (): Promise<number[]> => {
  const held = []
  for (const _ of [1, 2]) {
    held.length = 0
    for (const roller of rollers) held.push((await roller.tick()).groupsHeld)
  }
  return held
}

it('one roller alone rolls every group, and those that come later take their share', async () => {
  start()
  expect(await heldAfterTicks()).toEqual([5])
  start()
  expect(await heldAfterTicks()).toEqual([3, 2])
  start()
  expect(await heldAfterTicks()).toEqual([2, 2, 1])
  expect(await readRollerCount(database.store)).toBe(3)
})

it('a roller that finds more rollers than groups stands by', async () => {
  for (let count = 0; count < GROUPS + 1; count += 1) start()
  const held = await heldAfterTicks()
  expect([...held].sort()).toEqual([0, 1, 1, 1, 1, 1])
})

it('the groups of a roller whose connection is cut pass to the other at its next tick', async () => {
  const first = start()
  await first.tick()
  const second = start()
  expect(await heldAfterTicks()).toEqual([3, 2])
  rollers = [second]
  await query(
    database.store,
    `SELECT pg_terminate_backend(pid) FROM pg_locks
     WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
     GROUP BY pid HAVING count(*) = 4`,
  )
  await expect.poll(async () => (await second.tick()).groupsHeld).toBe(GROUPS)
  await first.stop()
})
