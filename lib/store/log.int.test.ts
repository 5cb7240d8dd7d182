import { afterAll, beforeAll, expect, it } from 'vitest'
import { appendLog } from './append-log'
import { closeStore, openStore } from './db'
import type { Store } from './db'
import { readLog } from './read-log'
import { execute, query } from './sql'
import { createTestDatabase } from './test-database'
import type { TestDatabase } from './test-database'
import { registerAll, toBatch } from './test-fleet'

const NOW_MS = 1_790_000_000_000

let database: TestDatabase
let stores: Store[]

beforeAll(async () => {
  database = await createTestDatabase()
  const options = { databaseUrl: database.databaseUrl, poolSize: 4, queryTimeoutMs: 20_000 }
  stores = [database.store, openStore(options), openStore(options)]
  const nodes = Array.from({ length: 1100 }, (_, i) => ({
    node: { cluster: '', instance: `n${i}` },
    name: 'up',
    labels: {},
  }))
  await registerAll(database.store, nodes, NOW_MS)
})

afterAll(async () => {
  await Promise.all(stores.slice(1).map(closeStore))
  await database.drop()
})

const batch = (groupId: number, value: number) => toBatch(groupId, [{ seriesId: 1, timeMs: NOW_MS, value }])

it('entries of a group are numbered without gaps in the order they are committed, whoever appends', async () => {
  const appends = Array.from({ length: 120 }, (_, i) => {
    const store = stores[i % stores.length] ?? database.store
    const groups = i % 4 === 0 ? [3, 1, 2] : [1 + (i % 3)]
    return appendLog(
      store,
      groups.map((group) => batch(group, i)),
      NOW_MS + (i % 2) * 3_600_000,
    )
  })
  let isDone = false
  const all = Promise.all(appends).then(() => (isDone = true))
  const seen: number[] = []
  while (!isDone || seen.length === 0) {
    for (const entry of await readLog(database.store, 1, seen.at(-1) ?? 0, 1000)) {
      expect(entry.seq).toBe((seen.at(-1) ?? 0) + 1)
      seen.push(entry.seq)
    }
  }
  await all
  for (const group of [1, 2, 3]) {
    const entries = await readLog(database.store, group, 0, 10_000)
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1))
    const [row] = await query<{ log_seq: number }>(
      database.store,
      'SELECT log_seq FROM node_group WHERE id = $1',
      [group],
    )
    expect(row?.log_seq).toBe(entries.length)
  }
})

it('of an append to several groups all is kept or nothing', async () => {
  const before = await readLog(database.store, 1, 0, 100_000)
  await expect(appendLog(database.store, [batch(1, 1), batch(999, 1)], NOW_MS)).rejects.toThrow(
    'node groups 1, 999 is missing',
  )
  expect(await readLog(database.store, 1, 0, 100_000)).toHaveLength(before.length)
})

it('a read takes at least one entry and stops when it has enough samples', async () => {
  const large = toBatch(
    2,
    Array.from({ length: 50 }, (_, i) => ({ seriesId: 2, timeMs: NOW_MS + i, value: i / 3 })),
  )
  const [row] = await query<{ log_seq: number }>(
    database.store,
    'SELECT log_seq FROM node_group WHERE id = 2',
  )
  const from = row?.log_seq ?? 0
  for (let i = 0; i < 4; i++) await appendLog(database.store, [large], NOW_MS)
  expect(await readLog(database.store, 2, from, 1)).toHaveLength(1)
  expect(await readLog(database.store, 2, from, 51)).toHaveLength(2)
  const [entry] = await readLog(database.store, 2, from, 1)
  expect(entry?.values).toEqual(large.values)
  expect(entry?.receivedMs).toBe(NOW_MS)
})

it('an append finds a new partition when another process dropped the one it knew', async () => {
  await appendLog(database.store, [batch(1, 1)], NOW_MS)
  await execute(stores[1] ?? database.store, 'DROP TABLE ingest_log_20260921_14')
  await appendLog(database.store, [batch(1, 2)], NOW_MS)
  const entries = await readLog(database.store, 1, 0, 100_000)
  expect(entries.at(-1)?.values[0]).toBe(2)
})
