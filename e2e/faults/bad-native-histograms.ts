import { STALE_NAN_BITS } from '@/lib/core/stale'
import { encodeHistogram, type WriteHistogram } from '@/lib/ingest/remote-write/encode-histogram'
import { encodeField, type WriteSeries } from '@/lib/ingest/remote-write/encode-write-request'
import type { BadCase } from './bad-case'
import { writeBody, writeCall } from './bodies'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const METRIC = 'http_request_duration_seconds'
const NAN_BITS = 0x7ff8000000000000n

const goodOf = (nowMs: number): WriteHistogram => ({
  timeMs: nowMs - MINUTE_MS,
  schema: 3,
  sum: 1,
  spans: [[-20, 3]],
  counts: [1, 2, 3],
})

const series = (service: string, histograms: readonly Uint8Array[], name = METRIC): WriteSeries => ({
  labels: [
    ['__name__', name],
    ['instance', 'web-1'],
    ['service', service],
  ],
  samples: [],
  trailing: Buffer.concat(histograms),
})

const CUSTOM = { schema: -53, spans: [[0, 1]] as const, counts: [1] }

const beside = (
  what: string,
  reason: string,
  change: Partial<WriteHistogram> | ((nowMs: number) => Partial<WriteHistogram>),
): BadCase => ({
  what,
  call: (service, nowMs) => {
    const changed = typeof change === 'function' ? change(nowMs) : change
    const bad = { ...goodOf(nowMs), ...changed }
    return writeCall(writeBody([series(service, [goodOf(nowMs), bad].map(encodeHistogram))]))
  },
  status: 400,
  reason,
  kept: 1,
})

const taken = (what: string, kept: number, histogramsOf: (nowMs: number) => WriteHistogram[]): BadCase => ({
  what,
  call: (service, nowMs) => writeCall(writeBody([series(service, histogramsOf(nowMs).map(encodeHistogram))])),
  status: 204,
  reason: '',
  kept,
})

export const BAD_NATIVE_HISTOGRAMS: readonly BadCase[] = [
  beside('a negative count', 'histogram_negative_count', { counts: [1, -1, 1] }),
  beside('a count that is NaN', 'histogram_negative_count', { counts: [NaN, 1, 1], areFractions: true }),
  beside('an endless count', 'histogram_negative_count', { counts: [Infinity, 1, 1], areFractions: true }),
  beside('zeros that are NaN', 'histogram_negative_count', { zeroCount: NaN, areFractions: true }),
  beside('negative latencies', 'histogram_negative_observations', { negativeCounts: [1] }),
  beside('more spans than counts', 'histogram_spans', { spans: [[0, 4]] }),
  beside('a span of 4 billion buckets', 'histogram_spans', { spans: [[0, 4_000_000_000]] }),
  beside('an offset beyond all numbers', 'histogram_spans', { spans: [[2_000_000, 3]] }),
  beside('a schema that nobody has', 'histogram_schema', { schema: 9 }),
  beside('custom bounds of zero width', 'histogram_bounds', { ...CUSTOM, customValues: [2, 2] }),
  beside('custom bounds that fall', 'histogram_bounds', { ...CUSTOM, customValues: [2, 1] }),
  beside('custom bounds that are NaN', 'histogram_bounds', { ...CUSTOM, customValues: [1, NaN] }),
  beside('custom counts without a bound', 'histogram_spans', {
    ...CUSTOM,
    spans: [[3, 1]],
    customValues: [1],
  }),
  beside('a gauge histogram', 'histogram_gauge', { resetHint: 3 }),
  beside('an hour ahead', 'too_far_in_future', (nowMs) => ({ timeMs: nowMs + 60 * MINUTE_MS })),
  beside('older than retention', 'older_than_retention', (nowMs) => ({ timeMs: nowMs - 31 * DAY_MS })),
  {
    what: 'one that is cut off',
    call: (service, nowMs) =>
      writeCall(
        writeBody([series(service, [encodeHistogram(goodOf(nowMs)), encodeField(4, Buffer.of(0x19, 1))])]),
      ),
    status: 400,
    reason: 'malformed_protobuf',
    kept: 0,
  },
  {
    what: 'one of no time',
    call: (service, nowMs) =>
      writeCall(
        writeBody([
          series(service, [encodeHistogram(goodOf(nowMs))]),
          series(service, [encodeHistogram(goodOf(nowMs))], 'payload_bytes'),
        ]),
      ),
    status: 400,
    reason: 'histogram_not_of_time',
    kept: 1,
  },
  taken('a sum that is NaN', 1, (nowMs) => [{ ...goodOf(nowMs), sumBits: NAN_BITS }]),
  taken('the end of a series', 2, (nowMs) => [
    goodOf(nowMs),
    { ...goodOf(nowMs - 1000), sumBits: STALE_NAN_BITS, spans: [], counts: [] },
  ]),
  taken('two schemas of one series', 2, (nowMs) => [
    goodOf(nowMs - 1000),
    { ...goodOf(nowMs), schema: -53, spans: [[0, 2]], counts: [1, 1], customValues: [1] },
  ]),
]
