import { encodeMetrics, nanosOf, requestOf } from '@/lib/ingest/otlp/encode-for-test'
import type { TestServer } from './test-server'

export const MINUTE_MS = 60_000
/** Two minutes before a bucket ends, so that what a test tells lies on both sides. */
export const START_MS = Math.floor(Date.now() / 300_000) * 300_000 - 2 * MINUTE_MS
export const JSON_TYPE = { 'content-type': 'application/json' }
export const PROTOBUF = { 'content-type': 'application/x-protobuf' }

export const postOtlp = (
  server: TestServer,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>>,
  path = '/v1/metrics',
) => server.ask({ method: 'POST', path, headers: { ...headers }, body })
export const postProtobuf = (server: TestServer, request: unknown) =>
  postOtlp(server, encodeMetrics(request), PROTOBUF)
export const postJson = (server: TestServer, request: unknown) =>
  postOtlp(server, JSON.stringify(request), JSON_TYPE)

/** A point that ends at a minute, and begins the one before it. */
export const at = (minute: number, fromMinute = minute - 1) => ({
  startTimeUnixNano: nanosOf(START_MS + fromMinute * MINUTE_MS),
  timeUnixNano: nanosOf(START_MS + minute * MINUTE_MS),
})
const TEMPORALITIES = { delta: 1, cumulative: 2 } as const
type Temporality = keyof typeof TEMPORALITIES

export const of = (service: string, ...metrics: unknown[]) =>
  requestOf(metrics, { 'host.name': 'web-1', 'service.name': service, role: 'web', 'os.type': 'linux' })

export const explicit = (
  temporality: Temporality,
  points: readonly (readonly [times: object, counts: number[]])[],
) => ({
  name: 'call.duration',
  unit: 'ms',
  histogram: {
    aggregationTemporality: TEMPORALITIES[temporality],
    dataPoints: points.map(([times, bucketCounts]) => ({
      ...times,
      count: bucketCounts.reduce((sum, count) => sum + count, 0),
      bucketCounts,
      explicitBounds: [10, 100],
    })),
  },
})
export const exponential = (
  temporality: Temporality,
  times: object,
  bucketCounts: number[],
  change: object = {},
) => ({
  name: 'request.duration',
  unit: 's',
  exponentialHistogram: {
    aggregationTemporality: TEMPORALITIES[temporality],
    dataPoints: [
      {
        ...times,
        count: bucketCounts.reduce((sum, count) => sum + count, 0),
        scale: 5,
        positive: { offset: -160, bucketCounts },
        ...change,
      },
    ],
  },
})
export const sum = (temporality: Temporality, points: readonly object[]) => ({
  name: 'orders',
  sum: { aggregationTemporality: TEMPORALITIES[temporality], isMonotonic: true, dataPoints: points },
})
