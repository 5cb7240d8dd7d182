import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeStore, openStore } from './db'
import { GroupLocks } from './group-locks'
import { createTestDatabase } from './test-database'
import type { TestDatabase } from './test-database'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

/** A way to the database whose far end can vanish: nobody is told until they send, as when a machine loses its power. */
async function openWay() {
  const upstreams = new Set<Socket>()
  let isThere = true
  const server = createServer((client) => {
    const upstream = connect(Number(new URL(database.databaseUrl).port), '127.0.0.1')
    upstreams.add(upstream)
    for (const socket of [client, upstream]) socket.on('error', () => undefined)
    client.on('data', (bytes) => (isThere ? upstream.write(bytes) : client.destroy()))
    client.on('close', () => upstream.destroy())
    upstream.on('data', (bytes) => client.write(bytes))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(database.databaseUrl)
  // A listening TCP server has an address of this kind.
  url.port = String((server.address() as AddressInfo).port)
  return {
    databaseUrl: url.toString(),
    vanish() {
      isThere = false
      for (const upstream of upstreams) upstream.destroy()
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

it('a roller whose locks are gone without a word finds out when it looks at the groups', async () => {
  const way = await openWay()
  const store = openStore({ databaseUrl: way.databaseUrl, poolSize: 2, queryTimeoutMs: 20_000 })
  const locks = new GroupLocks(store)
  const others = new GroupLocks(database.store)
  expect(await locks.hold(1)).toBe(true)
  expect(await others.hold(1)).toBe(false)
  way.vanish()
  await expect.poll(() => others.hold(1), { timeout: 15_000 }).toBe(true)
  expect(locks.isHeld(1)).toBe(true)
  await expect(locks.look()).rejects.toThrow('not available')
  await expect.poll(() => locks.isHeld(1)).toBe(false)
  await others.release()
  await closeStore(store)
  await way.close()
})
