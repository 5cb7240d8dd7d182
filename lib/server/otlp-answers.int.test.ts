import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attributesOf, encodeMetrics, requestOf } from '@/lib/ingest/otlp/encode-for-test'
import { countsOf, readMinutes, rollLatencies } from './test-latency'
import { at, explicit, JSON_TYPE, of, postJson, postOtlp, postProtobuf, PROTOBUF, sum } from './test-otlp'
import { startTestServer, type TestServer } from './test-server'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

describe('answers', () => {
  it('are in the encoding of the request, and empty where all is kept', async () => {
    const request = of('answers', sum('cumulative', [{ ...at(0), asInt: '1' }]))
    const json = await postOtlp(server, gzipSync(JSON.stringify(request)), {
      ...JSON_TYPE,
      'content-encoding': 'gzip',
    })
    expect([json.status, json.headers['content-type'], json.body]).toEqual([
      200,
      'application/json',
      '{"partialSuccess":{}}',
    ])
    const protobuf = await postOtlp(server, gzipSync(encodeMetrics(request)), {
      ...PROTOBUF,
      'content-encoding': 'gzip',
    })
    expect([protobuf.status, protobuf.headers['content-type'], protobuf.body]).toEqual([
      200,
      'application/x-protobuf',
      '\n\0',
    ])
  })

  it('to nothing are a success', async () => {
    for (const [body, headers] of [
      ['', PROTOBUF],
      ['', JSON_TYPE],
      ['{}', JSON_TYPE],
      ['{"resourceMetrics":[],"later":1}', JSON_TYPE],
    ] as const)
      expect((await postOtlp(server, body, headers)).status).toBe(200)
  })

  it('name what was refused, and the rest is kept', async () => {
    const bad = explicit('delta', [[at(0), [1, 2]]])
    const { status, body: told } = await postJson(
      server,
      of('partly', bad, explicit('delta', [[at(0), [1, 2, 3]]])),
    )
    expect([status, JSON.parse(told)]).toMatchObject([200, { partialSuccess: { rejectedDataPoints: '1' } }])
    expect(told).toContain('refused 1 of 2 data points, the rest is kept: histogram_bucket_count')
    await rollLatencies(server.database.store)
    expect(countsOf(await readMinutes(server.database.store, 'partly'))).toEqual([6])
    const { body } = await postProtobuf(server, requestOf([bad], { 'service.name': 'nameless' }))
    expect(body).toContain('node_missing')
    expect(body.slice(0, 5).includes('\u0008\u0001')).toBe(true)
  })

  it.each([
    [400, 'not OTLP in JSON', '{"resourceMetrics":5}', JSON_TYPE],
    [400, 'not OTLP in JSON', '{', JSON_TYPE],
    [400, 'not OTLP in protobuf', Buffer.from([0x0a, 0x05, 0x01]), PROTOBUF],
    [400, 'not gzip', 'plain', { ...PROTOBUF, 'content-encoding': 'gzip' }],
    [415, 'Content-Type', 'x', { 'content-type': 'text/plain' }],
    [415, 'Content-Encoding', 'x', { ...JSON_TYPE, 'content-encoding': 'br' }],
    [
      413,
      'inflates to more',
      gzipSync(Buffer.alloc(65 * 1024 * 1024)),
      { ...PROTOBUF, 'content-encoding': 'gzip' },
    ],
    [413, 'too many values', `[${'[],'.repeat(2_100_000)}[]]`, JSON_TYPE],
  ])('that are a %i hold a Status: %s', async (status, message, body, headers) => {
    const reply = await postOtlp(server, body, headers)
    expect([reply.status, reply.body]).toEqual([status, expect.stringContaining(message)])
    if (headers['content-type'] === 'application/x-protobuf')
      expect(reply.body.startsWith('\u0008\u0003')).toBe(true)
    else expect(JSON.parse(reply.body)).toMatchObject({ code: 3 })
  })

  it('count what a cap left no room for as rejected', async () => {
    const capped = await startTestServer({ loopbackSeriesCap: 2 })
    try {
      const points = ['a', 'b', 'c'].map((kind) => ({
        ...at(0),
        asInt: '1',
        attributes: attributesOf({ kind }),
      }))
      const { status, body } = await postJson(
        capped,
        requestOf([sum('delta', points), explicit('delta', [[at(0), [1, 2, 3]]])], { 'host.name': 'web-1' }),
      )
      expect([status, JSON.parse(body)]).toMatchObject([200, { partialSuccess: { rejectedDataPoints: '2' } }])
      expect(body).toContain('series_cap')
    } finally {
      await capped.stop()
    }
  })

  it('ask for another try where there is no room, and never for none', async () => {
    const small = await startTestServer({ ingestQueueSamples: 10 })
    try {
      const points = Array.from({ length: 50 }, (_, minute) => ({ ...at(-minute), asInt: '1' }))
      const body = JSON.stringify(of('crowded', sum('cumulative', points)))
      const replies = await Promise.all(
        Array.from({ length: 20 }, () =>
          small.ask({ method: 'POST', path: '/v1/metrics', headers: JSON_TYPE, body }),
        ),
      )
      const refused = replies.filter(({ status }) => status !== 200)
      expect(refused.length).toBeGreaterThan(0)
      for (const { status, headers, body: told } of refused)
        expect([status, Number(headers['retry-after']) > 0, JSON.parse(told)]).toMatchObject([
          503,
          true,
          { code: 14 },
        ])
    } finally {
      await small.stop()
    }
  })
})
