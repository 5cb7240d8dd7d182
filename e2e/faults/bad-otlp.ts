import { gzipSync } from 'node:zlib'
import { attributesOf, encodeMetrics, nanosOf, requestOf } from '@/lib/ingest/otlp/encode-for-test'
import type { BadCase } from './bad-case'
import { gzipBomb, MEBIBYTE } from './bodies'
import type { Call } from './client'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const GZIP = { 'content-encoding': 'gzip' }

type Fields = Readonly<Record<string, unknown>>

const otlpCall =
  (contentType: string) =>
  (body: Uint8Array | string, headers: Readonly<Record<string, string>> = {}): Call => ({
    method: 'POST',
    path: '/v1/metrics',
    headers: { 'content-type': contentType, ...headers },
    body,
  })
const jsonCall = otlpCall('application/json')
const protobufCall = otlpCall('application/x-protobuf')

const timesOf = (nowMs: number): Fields => ({
  startTimeUnixNano: nanosOf(nowMs - MINUTE_MS),
  timeUnixNano: nanosOf(nowMs),
})
const explicitOf = (nowMs: number): Fields => ({
  ...timesOf(nowMs),
  count: 6,
  sum: 2,
  bucketCounts: [1, 2, 3],
  explicitBounds: [0.1, 1],
})
const exponentialOf = (nowMs: number): Fields => ({
  ...timesOf(nowMs),
  count: 3,
  scale: 3,
  positive: { offset: 0, bucketCounts: [3] },
})

const metricOf = (name: string, kind: string, points: readonly Fields[], more: Fields = {}) => ({
  name,
  unit: 's',
  [kind]: { aggregationTemporality: 1, isMonotonic: true, dataPoints: points, ...more },
})
const requestBeside = (service: string, nowMs: number, ...bad: readonly unknown[]) =>
  requestOf([metricOf('good', 'histogram', [explicitOf(nowMs)]), ...bad], {
    'host.name': 'web-1',
    'service.name': service,
  })
const good = (service: string, nowMs: number) => JSON.stringify(requestBeside(service, nowMs))

/** A good histogram beside a metric that is refused for a reason. */
const besideMetric = (what: string, reason: string, badOf: (nowMs: number) => unknown): BadCase => ({
  what,
  call: (service, nowMs) => protobufCall(encodeMetrics(requestBeside(service, nowMs, badOf(nowMs)))),
  status: 200,
  reason,
  kept: 1,
})

type Change = Fields | ((nowMs: number) => Fields)

const beside =
  (kind: string, of: (nowMs: number) => Fields) =>
  (what: string, reason: string, change: Change): BadCase =>
    besideMetric(what, reason, (nowMs) => {
      const changed = typeof change === 'function' ? change(nowMs) : change
      return metricOf('bad', kind, [{ ...of(nowMs), ...changed }])
    })
const explicit = beside('histogram', explicitOf)
const exponential = beside('exponentialHistogram', exponentialOf)
const number = beside('sum', (nowMs) => ({ ...timesOf(nowMs), asInt: '7' }))

const refused = (what: string, status: number, reason: string, call: BadCase['call']): BadCase => ({
  what,
  call,
  status,
  reason,
  kept: 0,
})

const BODIES: readonly BadCase[] = [
  refused('truncated JSON', 400, 'not OTLP in JSON', (...of) => jsonCall(good(...of).slice(0, -5))),
  refused('not UTF-8', 400, 'not OTLP in JSON', () => jsonCall(Buffer.from([0x22, 0xff, 0x22]))),
  refused('deep nesting', 400, 'not OTLP in JSON', () => jsonCall('['.repeat(100_000))),
  refused('a list of resources that is none', 400, 'must be a list', () =>
    jsonCall('{"resourceMetrics":{}}'),
  ),
  refused('a time in words', 400, 'must be a whole number', (...of) =>
    jsonCall(good(...of).replace(/"timeUnixNano":"\d+"/, '"timeUnixNano":"noon"')),
  ),
  refused('four million values', 413, 'too many values', () => jsonCall(`[${'0,'.repeat(4_000_001)}0]`)),
  refused('protobuf that is cut off', 400, 'cut off', (service, nowMs) =>
    protobufCall(encodeMetrics(requestBeside(service, nowMs)).subarray(0, -3)),
  ),
  refused('JSON that is called protobuf', 400, 'not OTLP in protobuf', (...of) => protobufCall(good(...of))),
  refused('truncated gzip', 400, 'not gzip', (...of) =>
    jsonCall(gzipSync(good(...of)).subarray(0, -6), GZIP),
  ),
  refused('33 MiB', 413, 'larger than', () => protobufCall(Buffer.alloc(33 * MEBIBYTE))),
  refused('a gzip bomb', 413, 'inflates to more', () => protobufCall(gzipBomb(128 * MEBIBYTE), GZIP)),
  refused('brotli', 415, 'Content-Encoding', (...of) => jsonCall(good(...of), { 'content-encoding': 'br' })),
  refused('a form', 415, 'Content-Type', (...of) =>
    otlpCall('application/x-www-form-urlencoded')(good(...of)),
  ),
  refused('nobody’s node', 200, 'node_missing', (service, nowMs) =>
    protobufCall(
      encodeMetrics(
        requestOf([metricOf('good', 'histogram', [explicitOf(nowMs)])], { 'service.name': service }),
      ),
    ),
  ),
]

const POINTS: readonly BadCase[] = [
  explicit('a bucket too few', 'histogram_bucket_count', { bucketCounts: [3, 3] }),
  explicit('bounds that fall', 'histogram_bounds', { explicitBounds: [1, 0.1] }),
  explicit('a bucket of zero width', 'histogram_bounds', { explicitBounds: [1, 1] }),
  explicit('a bound that is NaN', 'histogram_bounds', { explicitBounds: [NaN, 1] }),
  explicit('a negative bound', 'histogram_bounds', { explicitBounds: [-1, 1] }),
  explicit('a count that the buckets do not hold', 'histogram_count', { count: 7 }),
  explicit('a negative count', 'histogram_negative_count', { bucketCounts: [1, -2, 7] }),
  explicit('a least above the most', 'histogram_min_above_max', { min: 2, max: 1 }),
  explicit('2,049 bounds', 'histogram_too_many_buckets', {
    explicitBounds: Array.from({ length: 2049 }, (_, at) => at),
    bucketCounts: Array(2050).fill(0),
  }),
  exponential('a scale that nobody has', 'histogram_scale', { scale: 21 }),
  exponential('an offset beyond all numbers', 'histogram_offset', {
    positive: { offset: 2_147_483_647, bucketCounts: [3] },
  }),
  exponential('negative latencies', 'histogram_negative_observations', {
    negative: { offset: 0, bucketCounts: [1] },
  }),
  exponential('a negative zero', 'histogram_zero_threshold', { zeroThreshold: -1 }),
  exponential('17,000 buckets', 'histogram_too_many_buckets', {
    positive: { offset: 0, bucketCounts: Array(17_000).fill(1) },
  }),
  number('a negative counter', 'counter_negative', { asInt: '-7' }),
  number('no value', 'value_missing', { asInt: undefined }),
  number('a delta over no time', 'delta_without_span', (nowMs) => ({ startTimeUnixNano: nanosOf(nowMs) })),
  number('an hour ahead', 'too_far_in_future', (nowMs) => timesOf(nowMs + 60 * MINUTE_MS)),
  number('the end of time', 'too_far_in_future', { timeUnixNano: '18446744073709551615' }),
  number('older than retention', 'older_than_retention', (nowMs) => timesOf(nowMs - 31 * DAY_MS)),
  number('a text of 9 KiB', 'label_value_too_long', { attributes: attributesOf({ long: 'x'.repeat(9216) }) }),
  besideMetric('no name', 'metric_name_missing', (nowMs) =>
    metricOf('', 'sum', [{ ...timesOf(nowMs), asInt: '7' }]),
  ),
  besideMetric('no temporality', 'temporality_missing', (nowMs) =>
    metricOf('bad', 'sum', [{ ...timesOf(nowMs), asInt: '7' }], { aggregationTemporality: 0 }),
  ),
  besideMetric('deltas of what may fall', 'delta_of_a_gauge', (nowMs) =>
    metricOf('bad', 'sum', [{ ...timesOf(nowMs), asInt: '7' }], { isMonotonic: false }),
  ),
  besideMetric('exponential buckets of no time', 'histogram_not_of_time', (nowMs) => ({
    ...metricOf('payload', 'exponentialHistogram', [exponentialOf(nowMs)]),
    unit: 'By',
  })),
]

const taken = (what: string, kept: number, body: (service: string, nowMs: number) => unknown): BadCase => ({
  what,
  call: (service, nowMs) => protobufCall(encodeMetrics(body(service, nowMs))),
  status: 200,
  reason: '',
  kept,
})

/** What only looks bad. */
const HARMLESS: readonly BadCase[] = [
  taken('nothing', 0, () => ({})),
  taken('a point without a recorded value', 2, (service, nowMs) =>
    requestBeside(service, nowMs, metricOf('gone', 'histogram', [{ ...timesOf(nowMs), flags: 1 }])),
  ),
  taken('NUL and half a character', 2, (service, nowMs) => {
    const attributes = attributesOf({ 'a\0b': 'c\0d', '\ud800': 'x' })
    return requestBeside(service, nowMs, metricOf('odd', 'histogram', [{ ...explicitOf(nowMs), attributes }]))
  }),
]

export const BAD_OTLP: readonly BadCase[] = [...BODIES, ...POINTS, ...HARMLESS]
