import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeStore, openStore } from './db'
import type { Store } from './db'
import { readFacts } from './facts'
import { readNodeByIdOrName, readNodes } from './nodes'
import { registerSeries } from './register-series'
import type { NewSeries } from './register-series'
import { findOrCreateSender, readSenders } from './senders'
import { query } from './sql'
import { createTestDatabase } from './test-database'
import type { TestDatabase } from './test-database'
import { UNLIMITED, hashOfSeries } from './test-fleet'

const NOW_MS = 1_790_000_000_000

let database: TestDatabase
let other: Store

beforeAll(async () => {
  database = await createTestDatabase()
  other = openStore({ databaseUrl: database.databaseUrl, poolSize: 5, queryTimeoutMs: 20_000 })
})

afterAll(async () => {
  await closeStore(other)
  await database.drop()
})

const newSeries = (cluster: string, instance: string, name: string, labels = {}): NewSeries => {
  const series = { node: { cluster, instance }, name, labels }
  return { ...series, hash: hashOfSeries(series) }
}

const sender = (name: string) =>
  findOrCreateSender(database.store, { name, protocol: 'remote_write', userAgent: 'test' }, NOW_MS)

it('two processes that register the same series at once get the same ids, and slots stay dense', async () => {
  const senderId = await sender('twins')
  const items = Array.from({ length: 700 }, (_, i) => newSeries('twins', `n${i % 600}`, `series_${i}`))
  const [a, b, c] = await Promise.all([
    registerSeries(database.store, senderId, items, UNLIMITED, NOW_MS),
    registerSeries(other, senderId, [...items].reverse(), UNLIMITED, NOW_MS),
    registerSeries(other, senderId, items.slice(100, 400), UNLIMITED, NOW_MS),
  ])
  expect(b).toEqual([...a].reverse())
  expect(c).toEqual(a.slice(100, 400))
  const nodes = (await readNodes(database.store)).filter(({ cluster }) => cluster === 'twins')
  expect(nodes).toHaveLength(600)
  const slots = nodes.map(({ groupId, slot }) => `${groupId}/${slot}`)
  expect(new Set(slots).size).toBe(600)
  const largest = Math.max(...nodes.map(({ slot }) => slot))
  expect(largest).toBe(511)
  expect(new Set(nodes.map(({ groupId }) => groupId)).size).toBe(2)
})

it('a series that is sent twice in one request is one', async () => {
  const senderId = await sender('repeats')
  const item = newSeries('repeats', 'n', 'up')
  const [a, b] = await registerSeries(database.store, senderId, [item, item], UNLIMITED, NOW_MS)
  expect(a).toEqual(b)
  const rows = await query(database.store, 'SELECT 1 FROM series WHERE hash = $1', [Buffer.from(item.hash)])
  expect(rows).toHaveLength(1)
})

it('what is beyond the caps of a name is refused by that reason, and the rest is kept', async () => {
  const senderId = await sender('capped')
  const sameName = await findOrCreateSender(
    database.store,
    { name: 'capped', protocol: 'native', userAgent: 'x' },
    NOW_MS,
  )
  const caps = { seriesCap: 4, nodeCap: 2 }
  const first = await registerSeries(
    database.store,
    senderId,
    [
      newSeries('capped', 'a', 's1'),
      newSeries('capped', 'b', 's1'),
      newSeries('capped', 'c', 's1'),
      newSeries('capped', 'a', 's2'),
    ],
    caps,
    NOW_MS,
  )
  expect(first.map((one) => (one.ok ? 'ok' : one.reason))).toEqual(['ok', 'ok', 'node_cap', 'ok'])
  const second = await registerSeries(
    database.store,
    sameName,
    [newSeries('capped', 'a', 's3'), newSeries('capped', 'a', 's4'), newSeries('capped', 'b', 's1')],
    caps,
    NOW_MS,
  )
  expect(second.map((one) => (one.ok ? 'ok' : one.reason))).toEqual(['ok', 'series_cap', 'ok'])
  expect((await readNodes(database.store)).filter(({ cluster }) => cluster === 'capped')).toHaveLength(2)
  const rows = (await readSenders(database.store, NOW_MS)).filter(({ name }) => name === 'capped')
  expect(rows.map(({ series }) => series).sort()).toEqual([1, 3])
})

it('a node is known by the name it tells, with the history of it, and keeps its identity', async () => {
  const senderId = await sender('names')
  const register = (items: NewSeries[], nowMs: number) =>
    registerSeries(database.store, senderId, items, UNLIMITED, nowMs)
  const [first] = await register([newSeries('names', '10.0.0.7', 'anything')], NOW_MS)
  expect(await readNodeByIdOrName(database.store, '10.0.0.7')).toMatchObject({
    name: '10.0.0.7',
    kind: 'service',
  })
  await register(
    [newSeries('names', '10.0.0.7', 'node_uname_info', { nodename: 'web-7', release: '6.1' })],
    NOW_MS + 1,
  )
  await register(
    [newSeries('names', '10.0.0.7', 'node_uname_info', { nodename: 'web-8', release: '6.1' })],
    NOW_MS + 2,
  )
  const node = await readNodeByIdOrName(database.store, 'web-8')
  expect(first).toMatchObject({ ok: true, nodeId: node?.id })
  expect(await readNodeByIdOrName(database.store, String(node?.id))).toEqual(node)
  expect(await readNodeByIdOrName(database.store, '10.0.0.7')).toEqual(node)
  expect(await readNodeByIdOrName(database.store, 'nobody')).toBeNull()
  const facts = await readFacts(database.store, { nodeIds: [node?.id ?? 0], names: ['name'] })
  expect(facts.map(({ value, observedMs }) => [value, observedMs - NOW_MS])).toEqual([
    ['web-7', 1],
    ['web-8', 2],
  ])
})

it('two nodes with one name in two clusters stay two nodes', async () => {
  const senderId = await sender('twice')
  await registerSeries(
    database.store,
    senderId,
    [newSeries('eu', 'db-1', 'up'), newSeries('us', 'db-1', 'up')],
    UNLIMITED,
    NOW_MS,
  )
  const nodes = (await readNodes(database.store)).filter(({ instance }) => instance === 'db-1')
  expect(nodes.map(({ cluster }) => cluster).sort()).toEqual(['eu', 'us'])
})

it('a checklist series makes a host of a node, and a bare series gives it its labels', async () => {
  const senderId = await sender('hosts')
  await registerSeries(
    database.store,
    senderId,
    [
      newSeries('hosts', 'h', 'node_memory_MemTotal_bytes', {
        instance: 'h:9100',
        job: 'node',
        region: 'eu-1',
      }),
    ],
    UNLIMITED,
    NOW_MS,
  )
  expect(await readNodeByIdOrName(database.store, 'h')).toMatchObject({
    kind: 'host',
    labels: { job: 'node', region: 'eu-1' },
  })
})
