import { describe, expect, it } from 'vitest'
import { isStaleAt } from '@/lib/core/stale'
import { attributesOf, nanosOf, requestOf } from './encode-for-test'
import { decodeMetrics } from './metrics-protocol'

const NOW_MS = 1_790_000_000_000
const DAY_MS = 86_400_000
const CONTEXT = {
  naming: { stripPort: true },
  times: { oldestMs: NOW_MS - 30 * DAY_MS, newestMs: NOW_MS + 600_000 },
}

const decode = (request: unknown) => decodeMetrics('json', Buffer.from(JSON.stringify(request)), CONTEXT)

const span = { startTimeUnixNano: nanosOf(NOW_MS - 60_000), timeUnixNano: nanosOf(NOW_MS) }
const sum = (point: object, more: object = {}) => ({
  name: 'orders',
  sum: {
    aggregationTemporality: 2,
    isMonotonic: true,
    dataPoints: [{ ...span, asInt: '7', ...point }],
    ...more,
  },
})
const LATENCY = { name: 'request.duration', unit: 's' }
const explicit = (point: object, more: object = {}) => ({
  ...LATENCY,
  histogram: {
    aggregationTemporality: 1,
    dataPoints: [{ ...span, count: 6, sum: 2, bucketCounts: [1, 2, 3], explicitBounds: [0.1, 1], ...point }],
  },
  ...more,
})
const exponential = (point: object, more: object = {}) => ({
  ...LATENCY,
  exponentialHistogram: {
    aggregationTemporality: 1,
    dataPoints: [
      { ...span, count: 4, scale: 3, zeroCount: 1, positive: { offset: -2, bucketCounts: [1, 2] }, ...point },
    ],
  },
  ...more,
})

/** What is kept of one metric: its samples, and its histograms by time. */
const kept = (metric: unknown) => {
  const { unresolved, sampleOrdinals, timesMs, values, histograms, refusals } = decode(requestOf([metric]))
  return {
    refusals: refusals.list().map(({ reason }) => reason),
    samples: [...sampleOrdinals].map((ordinal, at) => [
      unresolved[ordinal]?.name,
      (timesMs[at] ?? 0) - NOW_MS,
      isStaleAt(values, at) ? 'gap' : values[at],
    ]),
    histograms: histograms.map(({ timeMs, content }) => [timeMs - NOW_MS, content.kind]),
    contents: histograms.map(({ content }) => content),
  }
}

describe('sums', () => {
  it('that are cumulative are kept as they are, and end where they began anew', () => {
    expect(kept(sum({})).samples).toEqual([
      ['orders_total', -60_000, 'gap'],
      ['orders_total', 0, 7],
    ])
    const longAgo = { startTimeUnixNano: nanosOf(NOW_MS - 120_001) }
    expect(kept(sum(longAgo)).samples).toEqual([['orders_total', 0, 7]])
    expect(kept(sum({ startTimeUnixNano: span.timeUnixNano })).samples).toEqual([['orders_total', 0, 7]])
  })

  it('that are deltas grow by each of them', () => {
    expect(kept(sum({}, { aggregationTemporality: 1 })).samples).toEqual([
      ['orders_total', -59_999, 0],
      ['orders_total', 0, 7],
    ])
  })

  it('that may fall are gauges', () => {
    expect(kept(sum({ asInt: '-7' }, { isMonotonic: false })).samples).toEqual([['orders', 0, -7]])
  })

  it('without a recorded value are gaps', () => {
    expect(kept(sum({ flags: 1, asInt: undefined })).samples).toEqual([['orders_total', 0, 'gap']])
  })

  it.each([
    ['value_missing', sum({ asInt: undefined })],
    ['counter_negative', sum({ asInt: '-1' })],
    ['counter_negative', sum({ asInt: undefined, asDouble: 'NaN' })],
    ['delta_without_span', sum({ startTimeUnixNano: undefined }, { aggregationTemporality: 1 })],
    ['delta_without_span', sum({ startTimeUnixNano: span.timeUnixNano }, { aggregationTemporality: 1 })],
    ['delta_of_a_gauge', sum({}, { aggregationTemporality: 1, isMonotonic: false })],
    ['temporality_missing', sum({}, { aggregationTemporality: 0 })],
    ['temporality_missing', sum({}, { aggregationTemporality: 9 })],
    ['metric_name_missing', { ...sum({}), name: '' }],
    ['label_value_too_long', sum({ attributes: attributesOf({ long: 'x'.repeat(8193) }) })],
    ['older_than_retention', sum({ timeUnixNano: undefined })],
    ['too_far_in_future', sum({ timeUnixNano: nanosOf(NOW_MS + DAY_MS) })],
  ])('are refused by name: %s', (reason, metric) => {
    expect(kept(metric)).toMatchObject({ refusals: [reason], samples: [] })
  })
})

describe('summaries', () => {
  it('are series of their quantiles, as Prometheus keeps them', () => {
    const point = { ...span, count: 3, sum: 1.5, quantileValues: [{ quantile: 0.99, value: 0.7 }] }
    expect(kept({ ...LATENCY, summary: { dataPoints: [point] } }).samples).toEqual([
      ['request_duration_seconds', 0, 0.7],
      ['request_duration_seconds_count', 0, 3],
      ['request_duration_seconds_sum', 0, 1.5],
    ])
  })
})

describe('histograms', () => {
  it('of times are kept as they are, with their own bounds', () => {
    const { contents } = kept(explicit({ min: 0.05, max: 3 }))
    expect(contents).toEqual([
      {
        kind: 'delta',
        histogram: {
          layers: [
            { kind: 'bounds', boundsMs: Float64Array.of(100, 1000), counts: Float64Array.of(1, 2, 3) },
          ],
          count: 6,
          sumMs: 2000,
          minMs: 50,
          maxMs: 3000,
          errorCount: 0,
          errorsKnownOf: 0,
        },
      },
    ])
  })

  it('of exponential buckets lose nothing', () => {
    const { contents } = kept(
      exponential({ zeroThreshold: 0.001, negative: { offset: 0, bucketCounts: [0, 0] } }),
    )
    expect(contents).toMatchObject([
      {
        histogram: {
          layers: [
            {
              kind: 'exponential',
              unitMs: 1000,
              scale: 3,
              zeroCount: 1,
              zeroMs: 1,
              offset: -2,
              counts: Float64Array.of(1, 2),
            },
          ],
          sumMs: NaN,
        },
      },
    ])
  })

  it('that are cumulative begin with nothing', () => {
    const cumulative = (told: ReturnType<typeof explicit>) => ({
      ...told,
      histogram: { ...told.histogram, aggregationTemporality: 2 },
    })
    expect(kept(cumulative(explicit({}))).histograms).toEqual([
      [-60_000, 'cumulative'],
      [0, 'cumulative'],
    ])
    const longAgo = { startTimeUnixNano: nanosOf(NOW_MS - DAY_MS) }
    expect(kept(cumulative(explicit(longAgo))).histograms).toEqual([[0, 'cumulative']])
  })

  it('without a recorded value are gaps', () => {
    expect(kept(explicit({ flags: 1 })).histograms).toEqual([[0, 'gap']])
  })

  it('without buckets say how many there were', () => {
    const { contents } = kept(explicit({ bucketCounts: [], explicitBounds: [] }))
    expect(contents).toMatchObject([{ histogram: { count: 6, layers: [{ counts: Float64Array.of(6) }] } }])
  })

  it('of anything but times are series of their buckets, as Prometheus keeps them', () => {
    const { samples } = kept(explicit({ explicitBounds: [-5, 5] }, { name: 'payload', unit: 'By' }))
    expect(samples.filter(([, at]) => at === 0)).toEqual([
      ['payload_bytes_bucket', 0, 1],
      ['payload_bytes_bucket', 0, 3],
      ['payload_bytes_bucket', 0, 6],
      ['payload_bytes_count', 0, 6],
      ['payload_bytes_sum', 0, 2],
    ])
  })

  it.each([
    ['histogram_bucket_count', explicit({ bucketCounts: [1, 5] })],
    ['histogram_bucket_count', explicit({ bucketCounts: [] })],
    ['histogram_bounds', explicit({ explicitBounds: [1, 0.1] })],
    ['histogram_bounds', explicit({ explicitBounds: [1, 1] })],
    ['histogram_bounds', explicit({ explicitBounds: ['NaN', 1] })],
    ['histogram_bounds', explicit({ explicitBounds: [-1, 1] })],
    ['histogram_count', explicit({ count: 7 })],
    ['histogram_negative_count', explicit({ bucketCounts: [1, -2, 7] })],
    ['histogram_min_above_max', explicit({ min: 2, max: 1 })],
    [
      'histogram_too_many_buckets',
      explicit({ bucketCounts: Array(3000).fill(0), explicitBounds: Array(2999).fill(0) }),
    ],
    [
      'temporality_missing',
      { ...LATENCY, histogram: { ...explicit({}).histogram, aggregationTemporality: 0 } },
    ],
    ['histogram_scale', exponential({ scale: 21 })],
    ['histogram_scale', exponential({ scale: -11 })],
    ['histogram_offset', exponential({ positive: { offset: 2_000_000_000, bucketCounts: [3] } })],
    ['histogram_offset', exponential({ positive: { offset: -2_000_000_000, bucketCounts: [3] } })],
    ['histogram_negative_observations', exponential({ negative: { offset: 0, bucketCounts: [1] } })],
    ['histogram_zero_threshold', exponential({ zeroThreshold: -1 })],
    ['histogram_count', exponential({ count: 3 })],
    [
      'histogram_too_many_buckets',
      exponential({ positive: { offset: 0, bucketCounts: Array(17_000).fill(0) } }),
    ],
    ['histogram_not_of_time', exponential({}, { name: 'payload', unit: 'By' })],
  ])('are refused by name: %s', (reason, metric) => {
    expect(kept(metric)).toMatchObject({ refusals: [reason], samples: [], histograms: [] })
  })
})
