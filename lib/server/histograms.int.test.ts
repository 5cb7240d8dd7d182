import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { query } from '@/lib/store/sql'
import { countsOf, readMinutes, rollLatencies } from './test-latency'
import { startTestServer, type TestServer } from './test-server'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const MINUTE_MS = 60_000
const NOW_MS = Math.floor(Date.now() / 300_000) * 300_000
const JSON_TYPE = { 'content-type': 'application/json' }
const LINES = { 'content-type': 'application/x-ndjson' }

const post = (body: string | Uint8Array, headers: Record<string, string> = JSON_TYPE) =>
  server.ask({ method: 'POST', path: '/api/v1/histograms', headers, body })

const head = (service: string, change: object = {}) => ({
  timestampMs: NOW_MS - MINUTE_MS,
  service,
  operation: 'allocate',
  ...change,
})
const classic = (service: string, change: object = {}) => ({
  ...head(service),
  bounds: [10, 100],
  counts: [1, 2, 3],
  sum: 500,
  ...change,
})
const minutesOf = async (service: string) => {
  await rollLatencies(server.database.store)
  return readMinutes(server.database.store, service)
}
const totalOf = async (service: string) =>
  countsOf(await minutesOf(service)).reduce((sum, count) => sum + count, 0)

describe('POST /api/v1/histograms', () => {
  it('keeps all forms, and says what was told of them', async () => {
    const body = [
      classic('forms', { vantage: 'proxy', errorCount: 2 }),
      {
        ...head('forms'),
        scale: 3,
        zeroCount: 1,
        positive: { offset: 10, counts: [4, 0, 1] },
        min: 0,
        max: 9,
      },
      { ...head('forms', { node: 'web-1' }), observationsMs: [1, 2, 30_000] },
    ]
    const reply = await post(JSON.stringify(body))
    expect([reply.status, JSON.parse(reply.body)]).toEqual([200, { accepted: 3, refused: 0, refusals: [] }])
    const minutes = await minutesOf('forms')
    const [histogram] = [...minutes.values()]
    expect([...minutes.keys()]).toEqual([NOW_MS - MINUTE_MS])
    expect(histogram).toMatchObject({ count: 15, errorCount: 2, errorsKnownOf: 6 })
    expect(histogram?.layers.map(({ kind }) => kind).sort()).toEqual(['bounds', 'exponential'])
  })

  it('keeps a histogram once, however often and by however many it is sent', async () => {
    const body = JSON.stringify(classic('once'))
    for (const reply of await Promise.all([
      post(body),
      post(body),
      post(gzipSync(body), { ...JSON_TYPE, 'content-encoding': 'gzip' }),
    ]))
      expect(reply.status).toBe(200)
    expect(await totalOf('once')).toBe(6)
    await post(body)
    expect(await totalOf('once')).toBe(6)
  })

  it('of two different ones of a series and time keeps the larger, in whatever order', async () => {
    for (const service of ['larger-first', 'larger-last']) {
      const bodies = [classic(service), classic(service, { counts: [1, 2, 4] })]
      for (const body of service === 'larger-first' ? bodies.toReversed() : bodies) {
        await post(JSON.stringify(body))
        await rollLatencies(server.database.store)
      }
      expect(await totalOf(service)).toBe(7)
    }
  })

  it('keeps single observations of several bodies, and of a repeated one once', async () => {
    const line = (observationMs: number) =>
      JSON.stringify({ ...head('single'), observationMs, isError: false })
    for (const body of [[1, 2], [1, 2], [3], [1, 2, 3]]) await post(body.map(line).join('\n'), LINES)
    expect(await totalOf('single')).toBe(2 + 1 + 3)
  })

  it('takes what comes late, and after its minute was rolled', async () => {
    await post(JSON.stringify(classic('late')))
    expect(await totalOf('late')).toBe(6)
    await post(JSON.stringify(classic('late', { timestampMs: NOW_MS - 20 * 86_400_000 })))
    await post(JSON.stringify(classic('late', { node: 'other' })))
    expect(countsOf(await minutesOf('late'))).toEqual([12])
    const old = await query<{ count: number }>(
      server.database.store,
      'SELECT count(*) FROM latency_5m WHERE bucket_ms < $1',
      [NOW_MS - 86_400_000],
    )
    expect(old[0]?.count).toBe(1)
  })

  it.each([
    [classic('bad', { counts: [1, -2, 3] }), 'is negative'],
    [classic('bad', { bounds: [100, 10] }), 'decrease'],
    [classic('bad', { bounds: [10, 10] }), 'zero width'],
    [classic('bad', { counts: [1, 2] }), 'lacks the bucket above the last bound'],
    [classic('bad', { counts: [1, 2, 3, 4] }), 'needs one more than bounds'],
    [classic('bad', { count: 7 }), 'the buckets hold 6'],
    [classic('bad', { bounds: Array.from({ length: 501 }, (_, at) => at), counts: [] }), 'too many buckets'],
    [classic('bad', { scale: 3 }), 'not bounds and scale'],
    [{ ...head('bad'), scale: 30 }, 'scale'],
    [{ ...head('bad'), scale: 0, positive: { offset: 1e9, counts: [1] } }, 'out of range'],
    [{ ...head('bad'), scale: 0, positive: { offset: 0, counts: Array(2049).fill(1) } }, 'too many buckets'],
    [{ ...head('bad'), scale: 0, negative: { counts: [1] } }, 'never negative'],
    [{ ...head('bad'), observationsMs: [1, -1] }, 'is negative'],
    [{ ...head('bad'), observationsMs: [] }, 'observationsMs'],
    [head('bad'), 'needs one of'],
    [classic('bad', { timestampMs: NOW_MS + 3_600_000 }), 'too_far_in_future'],
    [classic('bad', { timestampMs: 1 }), 'older_than_retention'],
    [classic('', {}), 'service'],
    [classic('a\0b', {}), 'NUL'],
  ])('refuses %j by its index, and says why', async (body, reason) => {
    const reply = await post(JSON.stringify([classic('beside'), body]))
    expect(reply.status).toBe(400)
    const answer = JSON.parse(reply.body) as {
      accepted: number
      refusals: { index: number; reason: string }[]
    }
    expect([answer.accepted, answer.refusals[0]?.index]).toEqual([1, 1])
    expect(answer.refusals[0]?.reason).toContain(reason)
  })

  it('takes what ping prints, once however often, and says what it needs besides', async () => {
    const text =
      '64 bytes from db-1: icmp_seq=1 ttl=64 time=0.345 ms\n64 bytes from db-1: icmp_seq=2 ttl=64 time=7 ms\n'
    const upload = (search: string, body: string) =>
      server.ask({
        method: 'POST',
        path: `/api/v1/histograms?${search}`,
        headers: { 'content-type': 'text/plain' },
        body,
      })
    const search = `service=probe&node=db-1&timestampMs=${String(NOW_MS - MINUTE_MS)}`
    for (let times = 0; times < 2; times += 1) expect((await upload(search, text)).status).toBe(200)
    expect(await totalOf('probe')).toBe(2)
    expect((await upload('service=probe', text)).body).toContain('timestampMs')
    expect((await upload(search, 'nothing of the kind')).status).toBe(400)
  })

  it('says that a cap leaves no room, and keeps the rest', async () => {
    const small = await startTestServer({ loopbackSeriesCap: 1 })
    const reply = await small.ask({
      method: 'POST',
      path: '/api/v1/histograms',
      headers: JSON_TYPE,
      body: JSON.stringify([classic('one'), classic('two')]),
    })
    await small.stop()
    expect(reply.status).toBe(400)
    expect(JSON.parse(reply.body)).toMatchObject({ accepted: 1, refused: 1 })
  })

  it('joins the parts of a bucket, and nothing of it changes', async () => {
    for (let at = 0; at < 5; at += 1)
      await post(JSON.stringify(classic('joined', { timestampMs: NOW_MS - 3_600_000 + at })))
    const parts = () =>
      query<{ count: number }>(
        server.database.store,
        'SELECT count(*) FROM latency_part WHERE bucket_ms = $1',
        [Math.floor((NOW_MS - 3_600_000) / 300_000) * 300_000],
      )
    expect((await parts())[0]?.count).toBe(5)
    expect(await totalOf('joined')).toBe(30)
    expect((await parts())[0]?.count).toBe(1)
    await post(JSON.stringify(classic('joined', { timestampMs: NOW_MS - 3_600_000 + 3 })))
    expect(await totalOf('joined')).toBe(30)
  })
})
