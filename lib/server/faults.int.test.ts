import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadConfig, type Config } from '@/lib/config/config'
import { bitsOf, encodeWriteRequest } from '@/lib/ingest/remote-write/encode-write-request'
import { openStore } from '@/lib/store/db'
import { readEvents } from '@/lib/store/events'
import { createTestDatabase, type TestDatabase } from '@/lib/store/test-database'
import { startServer, type StartedServer } from './start-server'
import { openTestProxy, type TestProxy } from './test-proxy'
import { compress, readKept, WRITE_HEADERS } from './test-server'

let database: TestDatabase
let proxy: TestProxy
let server: StartedServer

beforeAll(async () => {
  database = await createTestDatabase()
  proxy = await openTestProxy(database.databaseUrl)
  server = await open()
})
afterAll(async () => {
  await server.stop()
  await proxy.close()
  await database.drop()
})

const open = (change: Partial<Config> = {}) => {
  const config = { ...loadConfig({ DATABASE_URL: proxy.databaseUrl }), port: 0, ...change }
  const { migrations } = database
  return startServer({ config, store: openStore(config), migrations, pages: null, startRoller: null })
}

const startMs = Date.now() - 60_000

const write = (value: number, url = server.url) =>
  fetch(`${url}/api/v1/write`, {
    method: 'POST',
    headers: WRITE_HEADERS,
    body: new Uint8Array(
      compress(
        encodeWriteRequest([
          {
            labels: [
              ['__name__', 'faults'],
              ['instance', 'db-1'],
            ],
            samples: [{ timeMs: startMs + value, bits: bitsOf(value) }],
          },
        ]),
      ),
    ),
  })

const keptValues = async () => {
  const kept = await readKept(database.store)
  return [...new Set(kept.map((one) => one.bits))].sort((a, b) => (a < b ? -1 : 1))
}

describe('when the database is away', () => {
  it('answers 503 with Retry-After, and takes the retry when it is back', async () => {
    expect((await write(1)).status).toBe(204)
    proxy.cut()
    const refused = await write(2)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    proxy.restore()
    await expect.poll(async () => (await write(2)).status, { timeout: 10_000 }).toBe(204)
    expect(await keptValues()).toEqual([bitsOf(1), bitsOf(2)])
  })

  it('answers 503 to events too, and takes the retry once', async () => {
    const body = JSON.stringify({ startMs, source: 'test', kind: 'deploy', name: 'api', text: '' })
    const post = () =>
      fetch(`${server.url}/api/v1/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
    expect((await post()).status).toBe(200)
    proxy.cut()
    expect((await post()).status).toBe(503)
    proxy.restore()
    await expect.poll(async () => (await post()).status, { timeout: 10_000 }).toBe(200)
    const window = { fromMs: startMs, toMs: startMs + 1 }
    const question = { window, of: null, source: null, kind: null, text: null, limit: 10 }
    expect((await readEvents(database.store, question)).total).toBe(1)
  })

  it('answers 503 within five seconds when the database goes silent', async () => {
    proxy.freeze()
    const startedMs = performance.now()
    const replies = await Promise.all([write(3), write(4), write(5)])
    expect(replies.map((reply) => reply.status)).toEqual([503, 503, 503])
    expect(performance.now() - startedMs).toBeLessThan(5000)
    proxy.restore()
    await expect.poll(async () => (await write(3)).status, { timeout: 15_000 }).toBe(204)
    expect(await keptValues()).toContain(bitsOf(3))
  })

  it('says at once that too much waits already', async () => {
    const own = await open({ ingestQueueSamples: 1 })
    expect((await write(6, own.url)).status).toBe(204)
    proxy.freeze()
    const waiting = write(7, own.url)
    await expect
      .poll(async () => (await write(8, own.url)).text(), { timeout: 4000 })
      .toContain('"reason":"back_pressure"')
    expect((await waiting).status).toBe(503)
    proxy.restore()
    await own.stop()
  })

  it('refuses nobody as unknown because a token could not be looked up', async () => {
    proxy.cut()
    const reply = await fetch(`${server.url}/api/v1/write`, {
      method: 'POST',
      headers: { ...WRITE_HEADERS, authorization: 'Bearer never-seen' },
      body: 'x',
    })
    expect(reply.status).toBe(503)
    proxy.restore()
  })
})

describe('stopping', () => {
  it('finishes what is under way and then takes nothing new', async () => {
    const own = await open()
    const writes = Array.from({ length: 20 }, (_, at) => write(100 + at, own.url))
    const statuses = Promise.all(writes.map(async (reply) => (await reply).status))
    await Promise.race(writes)
    await own.stop()
    expect(new Set(await statuses)).toEqual(new Set([204]))
    await expect(write(200, own.url)).rejects.toThrow()
    expect(await keptValues()).toEqual(expect.arrayContaining(writes.map((_, at) => bitsOf(100 + at))))
  })

  it('is not held up by a connection that says nothing', async () => {
    const own = await open()
    const silent = connect(Number(new URL(own.url).port), '127.0.0.1')
    await new Promise((resolve) => silent.once('connect', resolve))
    const closed = new Promise((resolve) => silent.once('close', resolve))
    await own.stop()
    await closed
  })
})
