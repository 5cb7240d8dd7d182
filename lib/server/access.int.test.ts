import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runTokenCommand } from '@/lib/commands/run-token-command'
import { bitsOf, type WriteSeries } from '@/lib/ingest/remote-write/encode-write-request'
import { readSenders } from '@/lib/store/senders'
import { readKept, startTestServer, type TestServer } from './test-server'

/** An asymmetric matcher, which vitest types as any. */
const containing = (text: string): unknown => expect.stringContaining(text)

const series = (name: string, instance = 'db-1'): WriteSeries => ({
  labels: [
    ['__name__', name],
    ['instance', instance],
  ],
  samples: [{ timeMs: Date.now(), bits: bitsOf(1) }],
})

const tokenOf = async (server: TestServer, ...args: string[]): Promise<Record<string, string>> => {
  const output = await runTokenCommand(server.database.store, ['create', ...args], Date.now())
  return { authorization: `Bearer ${output.split('\n', 1)[0] ?? ''}` }
}

describe('a server on loopback', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.stop())

  it('refuses foreign hosts, foreign origins and forwarded requests on every path', async () => {
    const bad = [
      { host: 'evil.example' },
      { origin: 'http://evil.example' },
      { 'x-forwarded-for': '127.0.0.1' },
    ]
    for (const path of ['/', '/healthz', '/metrics', '/api/v1/fleet']) {
      for (const headers of bad) expect((await server.ask({ path, headers })).status).toBe(403)
    }
    for (const headers of bad) expect((await server.write([series('forwarded')], headers)).status).toBe(403)
    expect(await readKept(server.database.store)).toEqual([])
  })

  it('answers health, readiness and metrics', async () => {
    const paths = ['/healthz', '/readyz', '/metrics']
    const replies = await Promise.all(paths.map((path) => server.ask({ path })))
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200])
    expect(replies[2]?.body).toContain('usescope_pool_connections')
  })

  it('answers 404 as a problem where there is nothing', async () => {
    const reply = await server.ask({ path: '/nowhere' })
    expect([reply.status, reply.headers['content-type']]).toEqual([404, 'application/problem+json'])
  })
})

describe('a write that a person makes', () => {
  const path = '/api/v1/recurrences/known'
  let server: TestServer
  beforeAll(async () => {
    const pages = {
      handle: (_: unknown, response: ServerResponse) => Promise.resolve(void response.end('done')),
      load: () => Promise.resolve(),
      close: () => Promise.resolve(),
    }
    server = await startTestServer({ requireTokenOnLoopback: true }, { pages })
  })
  afterAll(() => server.stop())

  it('comes from a page of this server or with a token; everybody may ask', async () => {
    const status = async (method: string, headers: Record<string, string>) =>
      (await server.ask({ path, method, headers })).status
    const own = { origin: server.url, 'sec-fetch-site': 'same-origin' }
    expect([await status('GET', {}), await status('PUT', own), await status('DELETE', own)]).toEqual([
      200, 200, 200,
    ])
    expect(await status('PUT', await tokenOf(server, 'script'))).toBe(200)
    expect([await status('PUT', {}), await status('DELETE', {})]).toEqual([401, 401])
    for (const site of ['cross-site', 'same-site', 'none'])
      expect(await status('PUT', { 'sec-fetch-site': site })).toBe(403)
    expect(await status('PUT', { origin: 'http://evil.example' })).toBe(403)
  })
})

describe('a server that requires tokens', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer({ requireTokenOnLoopback: true })
  })
  afterAll(() => server.stop())

  it('lets in only who has one, and none that is revoked', async () => {
    expect((await server.write([series('a')])).status).toBe(401)
    expect((await server.write([series('a')], { authorization: 'Bearer wrong' })).status).toBe(401)
    const headers = await tokenOf(server, 'fleet')
    expect((await server.write([series('a')], headers)).status).toBe(204)
    const other = await tokenOf(server, 'gone')
    await runTokenCommand(server.database.store, ['revoke', 'gone'], Date.now())
    expect((await server.write([series('a')], other)).status).toBe(401)
    const list = await runTokenCommand(server.database.store, ['list'], Date.now())
    expect(list).toMatch(/fleet .*in use/)
    expect(list).toMatch(/gone .*revoked/)
  })

  it('keeps no secret, only its hash', async () => {
    const { authorization = '' } = await tokenOf(server, 'hashed')
    const dump = await server.database.store.pool.query('SELECT token::text AS row FROM token')
    expect(JSON.stringify(dump.rows)).not.toContain(authorization.slice('Bearer '.length))
  })

  it('refuses series over the cap by name, keeps the others, and says so a second time', async () => {
    const headers = await tokenOf(server, 'small', '--series-cap', '2')
    const body = ['one', 'two', 'three'].map((name) => series(name))
    for (let round = 0; round < 2; round += 1) {
      const reply = await server.write(body, headers)
      expect(reply.status).toBe(400)
      expect(reply.body).toContain('1 series_cap')
    }
    const names = new Set((await readKept(server.database.store)).map((one) => one.name))
    expect([...names].filter((name) => ['one', 'two', 'three'].includes(name))).toEqual(['one', 'two'])
  })

  it('refuses nodes over the cap by name', async () => {
    const headers = await tokenOf(server, 'few', '--node-cap', '1')
    const reply = await server.write([series('n', 'node-1'), series('n', 'node-2')], headers)
    expect(reply.body).toContain('1 node_cap')
    const document = {
      node: { name: 'node-3' },
      samples: [{ timestampMs: Date.now(), values: { 'disk.saturation.queue': 1 } }],
    }
    const native = await server.postSamples(document, headers)
    expect([native.status, JSON.parse(native.body)]).toEqual([
      400,
      { accepted: 0, refused: 1, refusals: [{ index: 0, reason: 'node_cap' }] },
    ])
  })

  it('tells who sent what and what was refused, with an example', async () => {
    const headers = { ...(await tokenOf(server, 'told')), 'user-agent': 'test/1.0' }
    const future = { ...series('told_series'), samples: [{ timeMs: Date.now() + 3_600_000, bits: 1n }] }
    await server.write([series('told_series'), future], headers)
    const told = async () =>
      (await readSenders(server.database.store, Date.now())).find((sender) => sender.name === 'told')
    await expect.poll(async () => (await told())?.refusals.length, { timeout: 15_000 }).toBe(1)
    expect(await told()).toMatchObject({
      protocol: 'remote_write',
      userAgent: 'test/1.0',
      accepted: 1,
      nodes: 1,
      series: 1,
      refusals: [{ reason: 'too_far_in_future', count: 1, example: containing('told_series') }],
    })
  })
})
