import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { InvalidInputError, UnavailableError } from '@/lib/core/errors'
import { copyRows } from './copy-rows'
import { closeStore, openStore } from './db'
import type { Store } from './db'
import { checkReady } from './ready'
import { findOrCreateSender } from './senders'
import { inTransaction, query } from './sql'
import { inSnapshot } from './snapshot'
import { createTestDatabase } from './test-database'
import type { TestDatabase } from './test-database'
import { createToken, findToken } from './tokens'

let database: TestDatabase
let hurried: Store

beforeAll(async () => {
  database = await createTestDatabase()
  hurried = openStore({ databaseUrl: database.databaseUrl, poolSize: 2, queryTimeoutMs: 300 })
})
afterAll(async () => {
  await closeStore(hurried)
  await database.drop()
})

const KEY = { name: 'loopback', protocol: 'native', userAgent: 'test' }

async function expectUnavailable(store: Store): Promise<void> {
  await expect(query(store, 'SELECT 1')).rejects.toThrow(UnavailableError)
  await expect(copyRows(store, 'SELECT 1')).rejects.toThrow(UnavailableError)
  await expect(inTransaction(store, (tx) => query(tx, 'SELECT 1'))).rejects.toThrow(UnavailableError)
  await expect(findOrCreateSender(store, KEY, 1)).rejects.toThrow(UnavailableError)
  await expect(checkReady(store, database.migrations)).rejects.toThrow(UnavailableError)
}

it('a database that is not there is unavailable, which a sender hears as 503', async () => {
  const store = openStore({
    databaseUrl: 'postgresql://app@127.0.0.1:1/app',
    poolSize: 2,
    queryTimeoutMs: 300,
  })
  await expectUnavailable(store)
  await closeStore(store)
})

it('a server that accepts and never answers is unavailable in time', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  await new Promise((resolve) => silent.once('listening', resolve))
  const { port } = silent.address() as AddressInfo
  const store = openStore({
    databaseUrl: `postgresql://app@127.0.0.1:${port}/app`,
    poolSize: 2,
    queryTimeoutMs: 300,
  })
  await expectUnavailable(store)
  await closeStore(store)
  silent.close()
})

it('a statement that takes too long is unavailable, and the pool works on', async () => {
  await expect(query(hurried, 'SELECT pg_sleep(2)')).rejects.toThrow(UnavailableError)
  await expect(copyRows(hurried, 'SELECT pg_sleep(2)')).rejects.toThrow(UnavailableError)
  await expect(inSnapshot(hurried, (tx) => copyRows(tx, 'SELECT pg_sleep(2)'))).rejects.toThrow(
    UnavailableError,
  )
  expect(await query(hurried, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await checkReady(hurried, database.migrations)
})

it('a transaction whose process stands still gives back what it locked, and is unavailable to it', async () => {
  await query(database.store, 'INSERT INTO node_group (id) VALUES (1)')
  const add = 'UPDATE node_group SET log_seq = log_seq + 1 WHERE id = 1'
  const stalled = inTransaction(hurried, async (tx) => {
    await query(tx, add)
    await query(database.store, add)
    await query(tx, add)
  })
  await expect(stalled).rejects.toThrow(UnavailableError)
  expect(await query(database.store, 'SELECT log_seq FROM node_group')).toEqual([{ log_seq: 1 }])
})

it('a connection that is cut in the middle of a transaction is unavailable, and the pool works on', async () => {
  const cut = inTransaction(database.store, async (tx) => {
    const [row] = await query<{ pid: number }>(tx, 'SELECT pg_backend_pid() AS pid')
    await query(database.store, 'SELECT pg_terminate_backend($1)', [row?.pid])
    await query(tx, 'SELECT 1')
  })
  await expect(cut).rejects.toThrow(UnavailableError)
  expect(await query(database.store, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

it('a wrong statement is a fault of ours and no reason to send again', async () => {
  await expect(query(database.store, 'SELECT nonsense')).rejects.not.toThrow(UnavailableError)
  await expect(copyRows(database.store, 'SELECT nonsense')).rejects.not.toThrow(UnavailableError)
  expect(await copyRows(database.store, 'SELECT 1 AS one')).toHaveLength(1)
})

it('two reads in a snapshot see the same moment', async () => {
  const counts = await inSnapshot(database.store, async (tx) => {
    const before = await query(tx, 'SELECT 1 FROM token')
    await createToken(database.store, { name: 'new', hash: Buffer.alloc(32, 1), seriesCap: 1, nodeCap: 1 })
    return [before.length, (await query(tx, 'SELECT 1 FROM token')).length]
  })
  expect(counts).toEqual([0, 0])
  expect(await findToken(database.store, Buffer.alloc(32, 1))).toMatchObject({ name: 'new', seriesCap: 1 })
  const again = createToken(database.store, {
    name: 'new',
    hash: Buffer.alloc(32, 2),
    seriesCap: 1,
    nodeCap: 1,
  })
  await expect(again).rejects.toThrow(InvalidInputError)
})

it('a binary copy holds NULL, every byte and many rows', async () => {
  const bytes = String.raw`'\x00ff41'::bytea`
  const rows = await copyRows(
    database.store,
    `SELECT i, ${bytes}, NULL FROM generate_series(1, 20000) i ORDER BY i`,
  )
  expect(rows).toHaveLength(20_000)
  expect(rows.at(-1)?.[0]?.readInt32BE(0)).toBe(20_000)
  expect([...(rows[7]?.[1] ?? [])]).toEqual([0, 255, 65])
  expect(rows[7]?.[2]).toBeNull()
  expect(await copyRows(database.store, 'SELECT 1 WHERE false')).toEqual([])
})
