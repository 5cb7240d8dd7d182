import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventDocument } from '../events/event-document'
import { LogsDecoding } from './decode-logs'
import { attributesOf, encodeLogs, nanosOf } from './encode-for-test'
import type { OtlpEncoding } from './otlp-body'
import { readLogs } from './receive-logs'

const NOW_MS = 1_790_000_000_000
const CONTEXT = { naming: { stripPort: true }, times: { oldestMs: NOW_MS - 1e9, newestMs: NOW_MS + 600_000 } }

const decode = (request: unknown, encoding: OtlpEncoding = 'json') => {
  const body = encoding === 'json' ? Buffer.from(JSON.stringify(request)) : encodeLogs(request)
  const decoding = new LogsDecoding(CONTEXT)
  for (const record of readLogs(encoding, body)) if (record !== null) decoding.add(record)
  return decoding
}

const HOST = { 'host.name': 'web-1', 'service.name': 'shop', 'k8s.cluster.name': 'eu' }
const requestOf = (record: object, resource: Readonly<Record<string, string>> = HOST) => ({
  resourceLogs: [
    {
      resource: { attributes: attributesOf(resource) },
      scopeLogs: [
        {
          scope: { name: 'library' },
          logRecords: [
            {
              timeUnixNano: nanosOf(NOW_MS),
              severityNumber: 17,
              body: { stringValue: 'no room on device' },
              ...record,
            },
          ],
        },
      ],
    },
  ],
})
const eventOf = (record: object, resource?: Readonly<Record<string, string>>) =>
  decode(requestOf(record, resource)).events[0]

describe('log records', () => {
  it('become events of their node, by their severity', () => {
    const attributes = attributesOf({ path: '/data' })
    const ids = { traceId: '5B8EFFF798038103D269B633813FC60C', spanId: 'EEE19B7EC3C1B174' }
    expect(eventOf({ attributes, ...ids, severityText: 'ERR' })).toMatchObject({
      startMs: NOW_MS,
      endMs: null,
      cluster: 'eu',
      node: 'web-1',
      source: 'shop',
      kind: 'log',
      name: 'error',
      text: 'no room on device',
      attributes: {
        path: '/data',
        severity: 'ERR',
        trace_id: '5b8efff798038103d269b633813fc60c',
        span_id: 'eee19b7ec3c1b174',
      },
    })
  })

  it('that name an event are of that kind', () => {
    expect(eventOf({ eventName: 'deploy' })).toMatchObject({ kind: 'deploy', name: 'shop' })
    expect(eventOf({ attributes: attributesOf({ 'event.name': 'boot' }) })).toMatchObject({ kind: 'boot' })
  })

  it('without a time of their own are of when they were seen', () => {
    const seen = { timeUnixNano: undefined, observedTimeUnixNano: nanosOf(NOW_MS - 5) }
    expect(eventOf(seen)?.startMs).toBe(NOW_MS - 5)
  })

  it('of no node are of their cluster, and of neither are refused', () => {
    expect(eventOf({}, { 'k8s.cluster.name': 'eu' })).toMatchObject({
      node: null,
      cluster: 'eu',
      source: 'library',
    })
    const { events, refusals } = decode(requestOf({}, { 'service.name': 'shop' }))
    expect([events, refusals.list()]).toMatchObject([[], [{ reason: 'node_missing' }]])
  })

  it('of the future or of long ago are refused', () => {
    const reasonOf = (timeMs: number) =>
      decode(requestOf({ timeUnixNano: nanosOf(timeMs) })).refusals.list()[0]?.reason
    expect([reasonOf(NOW_MS + 1e9), reasonOf(0)]).toEqual(['too_far_in_future', 'older_than_retention'])
  })

  it('are the same from protobuf and JSON, and always what an event may be', () => {
    const text = fc.string({ unit: 'binary', maxLength: 9 })
    const record = fc.record({
      severityNumber: fc.nat(30),
      severityText: text,
      eventName: text,
      body: fc.record({ stringValue: fc.oneof(text, fc.constant('🦆'.repeat(5000))) }),
      attributes: fc
        .array(fc.tuple(text, text), { maxLength: 70 })
        .map((pairs) => attributesOf(Object.fromEntries(pairs))),
    })
    fc.assert(
      fc.property(record, (told) => {
        const [event] = decode(requestOf(told)).events
        expect(decode(requestOf(told), 'protobuf').events).toEqual([event])
        const { contentHash, ...document } = event ?? { contentHash: null }
        expect(contentHash).toHaveLength(16)
        expect(eventDocument.safeParse(document).error?.issues).toBeUndefined()
      }),
      { numRuns: 25 },
    )
  })

  it('of the specification’s example are understood', () => {
    const body = readFileSync(fileURLToPath(new URL('fixtures/logs-example.json', import.meta.url)))
    const [record] = [...readLogs('json', body)].filter((one) => one !== null)
    expect(record).toMatchObject({ severity: 10, body: 'Example log record', timeMs: 1544712660300 })
    expect(new Map(record?.attributes).get('map.attribute')).toBe('{"some.map.key":"some value"}')
  })
})
