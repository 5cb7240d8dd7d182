import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEvents } from '@/lib/store/events'
import { startTestServer, type TestServer } from './test-server'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const now = Date.now()
const JSON_TYPE = { 'content-type': 'application/json' }

const deploy = (source: string, change: object = {}) => ({
  startMs: now,
  node: 'web-1',
  source,
  kind: 'deploy',
  name: 'api',
  text: 'api 4.2 <b>',
  attributes: { version: '4.2', canary: true },
  ...change,
})

const post = (body: string, headers: Record<string, string> = JSON_TYPE) =>
  server.ask({ method: 'POST', path: '/api/v1/events', headers, body })

const keptFrom = async (source: string) => {
  const window = { fromMs: now - 1000, toMs: now + 1000 }
  return (
    await readEvents(server.database.store, { window, of: null, source, kind: null, text: null, limit: 100 })
  ).events
}

describe('POST /api/v1/events', () => {
  it('keeps an event once, however often and by however many it is sent', async () => {
    const body = JSON.stringify(deploy('once'))
    const replies = await Promise.all([post(body), post(body), post(`[${body}, ${body}]`)])
    for (const reply of replies) expect(reply.status).toBe(200)
    expect(JSON.parse(replies[2].body)).toEqual({ accepted: 2, refused: 0, refusals: [] })
    expect(await keptFrom('once')).toEqual([
      { ...deploy('once'), id: expect.any(Number) as unknown, endMs: null, cluster: '' },
    ])
  })

  it('keeps more than fit into one statement', async () => {
    const many = Array.from({ length: 2500 }, (_, at) => JSON.stringify(deploy('many', { name: `n${at}` })))
    const reply = await post(many.join('\n'), { 'content-type': 'application/x-ndjson' })
    expect(JSON.parse(reply.body)).toEqual({ accepted: 2500, refused: 0, refusals: [] })
    const window = { fromMs: now, toMs: now + 1 }
    const question = { window, of: null, source: 'many', kind: null, text: null, limit: 10 }
    const { events, total } = await readEvents(server.database.store, question)
    expect([events.length, total]).toEqual([10, 2500])
  })

  it('refuses each bad event by its index and keeps the good ones', async () => {
    const lines = [
      JSON.stringify(deploy('some')),
      '{ broken',
      JSON.stringify(deploy('some', { startMs: now + 3_600_000 })),
      JSON.stringify(deploy('some', { startMs: 1 })),
    ]
    const reply = await post(lines.join('\n'), { 'content-type': 'application/x-ndjson' })
    expect(reply.status).toBe(400)
    const answer = JSON.parse(reply.body) as { accepted: number; refusals: { reason: string }[] }
    expect(answer).toMatchObject({ accepted: 1, refused: 3 })
    const reasons = answer.refusals.map(({ reason }) => reason.split(':')[0])
    expect(reasons).toEqual(['not JSON', 'too_far_in_future', 'older_than_retention'])
    expect(await keptFrom('some')).toHaveLength(1)
  })

  it('tells the first hundred refusals and counts all', async () => {
    const answer = JSON.parse((await post(JSON.stringify(Array(150).fill({})))).body) as {
      refused: number
      refusals: unknown[]
    }
    expect([answer.refused, answer.refusals.length]).toEqual([150, 100])
  })

  it('takes no form and no other method', async () => {
    expect((await post('{}', { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await server.ask({ method: 'DELETE', path: '/api/v1/events' })).status).toBe(405)
  })
})

describe('a process that only takes what is sent', () => {
  it('says who answers questions about events', async () => {
    const ingest = await startTestServer({ role: 'ingest' })
    const reply = await ingest.ask({ path: '/api/v1/events' })
    await ingest.stop()
    expect([reply.status, reply.body.includes('USESCOPE_ROLE=web or all')]).toEqual([404, true])
  })
})
