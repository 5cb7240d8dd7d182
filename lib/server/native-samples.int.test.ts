import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFacts } from '@/lib/store/facts'
import { readNodes } from '@/lib/store/nodes'
import { readKept, startTestServer, type TestServer } from './test-server'

/** An asymmetric matcher, which vitest types as any. */
const containing = (text: string): unknown => expect.stringContaining(text)

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ maxInflatedBytes: 1024 * 1024 })
})
afterAll(() => server.stop())

const now = Date.now()
const METRIC = 'disk.saturation.queue'

const documentOf = (name: string, change: object = {}) => ({
  node: { name, ...change },
  samples: [{ timestampMs: now, values: { [METRIC]: { sda: 4 } } }],
})

const JSON_TYPE = { 'content-type': 'application/json' }
const LINES_TYPE = { 'content-type': 'application/x-ndjson' }
const post = (body: Uint8Array | string, headers: Record<string, string>) =>
  server.ask({ method: 'POST', path: '/api/v1/samples', headers, body })

const keptOf = async (instance: string) =>
  (await readKept(server.database.store)).filter((one) => one.instance === instance)

describe('POST /api/v1/samples', () => {
  it('keeps values, labels and facts of a node, however often they are sent', async () => {
    const document = documentOf('native-1', {
      cluster: 'eu-1',
      labels: { zone: 'a' },
      facts: { kernel: '6.1', 'driver{eth0}': 'vif' },
    })
    for (let round = 0; round < 2; round += 1) {
      const reply = await server.postSamples(document)
      expect([reply.status, JSON.parse(reply.body)]).toEqual([200, { accepted: 1, refused: 0, refusals: [] }])
    }
    const node = (await readNodes(server.database.store)).find((one) => one.instance === 'native-1')
    expect(node).toMatchObject({ cluster: 'eu-1', kind: 'host', labels: { zone: 'a' } })
    const facts = await readFacts(server.database.store, {
      nodeIds: [node?.id ?? 0],
      names: ['kernel', 'driver'],
    })
    expect(facts.map(({ name, device, value, observedMs }) => ({ name, device, value, observedMs }))).toEqual(
      [
        { name: 'driver', device: 'eth0', value: 'vif', observedMs: now },
        { name: 'kernel', device: '', value: '6.1', observedMs: now },
      ],
    )
    const kept = await keptOf('native-1')
    expect(kept.map((one) => [one.name, one.labels])).toContainEqual([`use:${METRIC}`, { device: 'sda' }])
  })

  it('reads a list, lines and gzip', async () => {
    const documents = ['native-2', 'native-3'].map((name) => documentOf(name))
    const list = await post(JSON.stringify(documents), JSON_TYPE)
    const lines = await post(documents.map((one) => JSON.stringify(one)).join('\n') + '\n', LINES_TYPE)
    const zipped = await post(gzipSync(JSON.stringify(documents)), {
      ...JSON_TYPE,
      'content-encoding': 'gzip',
    })
    for (const reply of [list, lines, zipped])
      expect(JSON.parse(reply.body)).toMatchObject({ accepted: 2, refused: 0 })
    expect(await keptOf('native-2')).toHaveLength(3)
  })

  it('refuses each bad item by its index and keeps the good ones', async () => {
    const lines = [
      JSON.stringify(documentOf('native-4')),
      '{ broken',
      JSON.stringify({ node: { name: 'native-4' }, samples: [{ timestampMs: now + 3_600_000, values: {} }] }),
    ]
    const reply = await post(lines.join('\n'), LINES_TYPE)
    expect(reply.status).toBe(400)
    expect(JSON.parse(reply.body)).toEqual({
      accepted: 1,
      refused: 2,
      refusals: [
        { index: 1, reason: containing('not JSON') },
        { index: 2, reason: containing('too_far_in_future') },
      ],
    })
    expect(await keptOf('native-4')).toHaveLength(1)
  })

  it('keeps a service that has no node', async () => {
    const series = [{ name: 'queue_length', labels: { pool: 'a' }, type: 'gauge', value: 3 }]
    expect(
      (await server.postSamples({ service: 'allocator', samples: [{ timestampMs: now, series }] })).status,
    ).toBe(200)
    expect(await keptOf('service:allocator')).toHaveLength(1)
  })

  it('refuses a gzip bomb with 413', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024, 0x20))
    expect((await post(bomb, { ...JSON_TYPE, 'content-encoding': 'gzip' })).status).toBe(413)
  })

  it.each([
    ['not JSON', '{', JSON_TYPE, 400],
    ['not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), JSON_TYPE, 400],
    ['cut off gzip', gzipSync('{}').subarray(0, 12), { ...JSON_TYPE, 'content-encoding': 'gzip' }, 400],
    ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text, which a page of another site may send', '{}', { 'content-type': 'text/plain' }, 415],
    ['brotli', '{}', { ...JSON_TYPE, 'content-encoding': 'br' }, 415],
    ['deep nesting', '['.repeat(100_000), JSON_TYPE, 400],
  ] as const)('refuses %s', async (_, body, headers, status) => {
    expect((await post(body, headers)).status).toBe(status)
  })
})
