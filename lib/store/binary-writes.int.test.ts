import { afterAll, beforeAll, expect, it } from 'vitest'
import { floats, int4, int8, text } from './binary-fields'
import { executeBinary } from './binary-statement'
import { copyInto } from './copy-into'
import { execute, inTransaction, query, withConnection } from './sql'
import { createTestDatabase } from './test-database'
import type { TestDatabase } from './test-database'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await execute(database.store, 'CREATE TABLE written (id int PRIMARY KEY, at bigint, name text, data bytea)')
})
afterAll(() => database.drop())

const LARGE = new Float32Array(300_000).map((_, i) => i / 3)
const rowOf = (id: number) => [int4(id), int8(1_790_000_000_123), text('nvmé "0"\\'), floats(LARGE)]
const readRows = () =>
  query(
    database.store,
    'SELECT id, at, name, md5(data) = md5($1::bytea) AS same FROM written WHERE id >= 0 ORDER BY id',
    [floats(LARGE)],
  )
const asRow = (id: number) => ({ id, at: 1_790_000_000_123, name: 'nvmé "0"\\', same: true })

it('rows are copied in as they are, all or none, and the connection is good for more', async () => {
  const { store } = database
  await inTransaction(store, (tx) => copyInto(tx, 'written (id, at, name, data)', [1, 2, 3].map(rowOf)))
  await inTransaction(store, (tx) => copyInto(tx, 'written (id, at, name, data)', []))
  expect(await readRows()).toEqual([1, 2, 3].map(asRow))
  await withConnection(store, async (tx) => {
    const again = copyInto(tx, 'written (id, at, name, data)', [4, 3].map(rowOf))
    await expect(again).rejects.toThrow('duplicate key')
    await expect(copyInto(tx, 'nowhere', [])).rejects.toThrow('does not exist')
    await copyInto(tx, 'written (id, at, name, data)', [rowOf(5)])
  })
  expect(await readRows()).toEqual([1, 2, 3, 5].map(asRow))
  await execute(store, 'DELETE FROM written')
})

it('a statement is planned once for a connection, also if its first use fails, and tells how many rows it wrote', async () => {
  const { store } = database
  const insert = {
    name: 'test_insert',
    text: 'INSERT INTO written VALUES ($1::int, $2::bigint, $3::text, $4::bytea)',
  }
  await withConnection(store, async (tx) => {
    expect(await executeBinary(tx, insert, rowOf(1))).toBe(1)
    await expect(executeBinary(tx, insert, rowOf(1))).rejects.toThrow('duplicate key')
    expect(await executeBinary(tx, insert, rowOf(2))).toBe(1)
  })
  const divide = { name: 'test_divide', text: 'SELECT 1 / $1::int FROM written' }
  await withConnection(store, async (tx) => {
    await expect(executeBinary(tx, divide, [int4(0)])).rejects.toThrow('division by zero')
    expect(await executeBinary(tx, divide, [int4(1)])).toBe(2)
    expect(await executeBinary(tx, divide, [int4(1)])).toBe(2)
  })
  expect(await readRows()).toEqual([1, 2].map(asRow))
})
