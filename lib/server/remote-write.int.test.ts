import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  bitsOf,
  encodeVarint,
  encodeWriteRequest,
  type WriteSeries,
} from '@/lib/ingest/remote-write/encode-write-request'
import { readNodes } from '@/lib/store/nodes'
import {
  compress,
  readKept,
  startTestServer,
  writeRequest,
  WRITE_HEADERS,
  type TestServer,
} from './test-server'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ maxBodyBytes: 1024 * 1024, maxInflatedBytes: 2 * 1024 * 1024 })
})
afterAll(() => server.stop())

const now = Date.now()

const gauge = (
  name: string,
  value: number,
  change: { timeMs?: number; instance?: string; cluster?: string } = {},
): WriteSeries => ({
  labels: [
    ['__name__', name],
    ...(change.cluster === undefined ? [] : [['cluster', change.cluster] as const]),
    ['instance', change.instance ?? 'db-1:9100'],
  ],
  samples: [{ timeMs: change.timeMs ?? now, bits: bitsOf(value) }],
})

const keptOf = async (name: string) =>
  (await readKept(server.database.store)).filter((one) => one.name === name)

const detailOf = (body: string): string => (JSON.parse(body) as { detail: string }).detail

describe('POST /api/v1/write', () => {
  it('answers 204 without a body once the samples are in the log', async () => {
    const reply = await server.write([gauge('answered', 0.5)])
    expect([reply.status, reply.body]).toEqual([204, ''])
    expect(await keptOf('answered')).toEqual([
      {
        cluster: '',
        instance: 'db-1',
        name: 'answered',
        labels: { instance: 'db-1:9100' },
        timeMs: now,
        bits: bitsOf(0.5),
      },
    ])
  })

  it('takes a repeated request for a success', async () => {
    for (let round = 0; round < 2; round += 1)
      expect((await server.write([gauge('repeated', 1)])).status).toBe(204)
  })

  it('keeps what many senders write at once, each sample in its series', async () => {
    const writes = Array.from({ length: 40 }, (_, at) =>
      server.write(
        Array.from({ length: 20 }, (__, series) => gauge(`many_${series}`, at, { timeMs: now - at })),
      ),
    )
    expect((await Promise.all(writes)).every((reply) => reply.status === 204)).toBe(true)
    const kept = (await readKept(server.database.store)).filter((one) => one.name.startsWith('many_'))
    expect(kept).toHaveLength(800)
    expect(kept.every((one) => one.bits === bitsOf(now - one.timeMs))).toBe(true)
  })

  it('keeps stale markers, NaN, infinities and falling counters as they came', async () => {
    const bits = [
      0x7ff0000000000002n,
      0x7ff8000000000001n,
      0x7ff0000000000000n,
      0xfff0000000000000n,
      bitsOf(-5),
    ]
    const samples = bits.map((one, at) => ({ timeMs: now + at, bits: one }))
    expect((await server.write([{ ...gauge('odd_values', 0), samples }])).status).toBe(204)
    expect((await keptOf('odd_values')).map((one) => one.bits)).toEqual(bits)
  })

  it('tells two nodes of one name from different clusters apart', async () => {
    await server.write(
      ['eu-1', 'eu-2'].map((cluster) => gauge('twins', 1, { cluster, instance: 'twin:9100' })),
    )
    const twins = (await readNodes(server.database.store)).filter((node) => node.instance === 'twin')
    expect(twins.map((node) => node.cluster).sort()).toEqual(['eu-1', 'eu-2'])
    expect(await keptOf('twins')).toHaveLength(2)
  })

  it('keeps hostile labels as plain text', async () => {
    const hostile = `<script>alert(1)</script>'"; DROP TABLE series; -- \u202e\u{1f4a9}\\`
    const labels = [
      ['__name__', 'hostile'],
      ['__proto__', hostile],
      ['instance', hostile],
    ] as const
    expect((await server.write([{ ...gauge('hostile', 1), labels }])).status).toBe(204)
    const [kept] = await keptOf('hostile')
    expect(kept?.instance).toBe(hostile)
    expect(Object.entries(kept?.labels ?? {})).toContainEqual(['__proto__', hostile])
  })

  it('refuses what is too far ahead or older than retention, with counts, and keeps the rest', async () => {
    const reply = await server.write([
      gauge('times', 1),
      gauge('times', 2, { timeMs: now + 3_600_000 }),
      gauge('times', 3, { timeMs: now - 40 * 86_400_000 }),
    ])
    expect(reply.status).toBe(400)
    expect(detailOf(reply.body)).toMatch(
      /refused 2 of 3 samples.*1 too_far_in_future.*1 older_than_retention/,
    )
    expect((await keptOf('times')).map((one) => one.bits)).toEqual([bitsOf(1)])
  })

  it('takes late samples back to the retention limit', async () => {
    expect((await server.write([gauge('late', 1, { timeMs: now - 29 * 86_400_000 })])).status).toBe(204)
  })

  it('refuses a series with bad labels by name and keeps the others', async () => {
    const bad: WriteSeries = {
      ...gauge('x', 1),
      labels: [
        ['__name__', 'x'],
        ['b', '1'],
        ['a', '1'],
      ],
    }
    const reply = await server.write([bad, gauge('beside_bad', 1)])
    expect(reply.status).toBe(400)
    expect(detailOf(reply.body)).toContain('labels_unsorted')
    expect(await keptOf('beside_bad')).toHaveLength(1)
    expect(await keptOf('x')).toHaveLength(0)
  })

  it.each([
    ['cut off snappy', () => compress(encodeWriteRequest([gauge('cut', 1)])).subarray(0, 20)],
    ['cut off protobuf', () => compress(encodeWriteRequest([gauge('cut', 1)]).subarray(0, -3))],
    ['noise', () => new Uint8Array([5, 16, 1, 2, 3, 4, 5])],
    ['an empty body', () => new Uint8Array(0)],
  ])('refuses %s with 400 and a reason', async (_, body) => {
    const reply = await server.ask(writeRequest(body()))
    expect(reply.status).toBe(400)
    expect(detailOf(reply.body)).toMatch(/the body is not/)
    expect(await keptOf('cut')).toHaveLength(0)
  })

  it('refuses a body over the limit with 413, also when its length is not declared', async () => {
    const body = Buffer.alloc(5 * 1024 * 1024, 1)
    const declared = await server.ask(writeRequest(body))
    const chunked = await server.ask({
      ...writeRequest(body),
      headers: { ...WRITE_HEADERS, 'transfer-encoding': 'chunked' },
    })
    expect([declared.status, chunked.status]).toEqual([413, 413])
  })

  it('refuses a snappy bomb with 413 before inflating it', async () => {
    const bomb = Buffer.concat([encodeVarint(1024 ** 3), Buffer.alloc(1000, 0xfe)])
    expect((await server.ask(writeRequest(bomb))).status).toBe(413)
  })

  it.each([
    [{ 'content-type': 'application/json' }],
    [{ 'content-type': 'application/x-protobuf;proto=io.prometheus.write.v2.Request' }],
    [{ 'content-type': '' }],
    [{ 'content-encoding': 'gzip' }],
    [{ 'content-encoding': 'identity' }],
  ])('refuses %j with 415', async (headers) => {
    expect((await server.write([gauge('typed', 1)], headers)).status).toBe(415)
  })

  it('names 1.0 to a sender of 2.0', async () => {
    const headers = { 'content-type': 'application/x-protobuf;proto=io.prometheus.write.v2.Request' }
    expect(detailOf((await server.write([], headers)).body)).toContain('send 1.0')
  })

  it('takes a request without samples', async () => {
    expect((await server.write([])).status).toBe(204)
  })

  it('answers 405 to other methods', async () => {
    const reply = await server.ask({ path: '/api/v1/write' })
    expect([reply.status, reply.headers.allow]).toEqual([405, 'POST'])
  })
})
