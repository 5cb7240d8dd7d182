import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_RATE_GAP_MS } from './rates'
import type { Column, SourceSeries, Window } from './series'
import { writeStaleMarker } from './stale'
import { toUseSamples } from './to-use-samples'
import type { UseSeries } from './use-sample'

const NAMES = [
  'node_cpu_seconds_total|cpu=0,mode=idle',
  'node_cpu_seconds_total|cpu=0,mode=user',
  'node_cpu_seconds_total|cpu=1,mode=idle',
  'node_cpu_seconds_total|cpu=1,mode=user,replica=b',
  'node_cpu_seconds_total|cpu=1,mode=idle,replica=b',
  'node_disk_io_time_seconds_total|device=sda',
  'node_disk_io_time_seconds_total|device=dm-0',
  'node_filesystem_avail_bytes|fstype=ext4,mountpoint=/',
  'node_filesystem_size_bytes|fstype=ext4,mountpoint=/',
  'node_network_receive_drop_total|device=eth0',
  'node_network_transmit_drop_total|device=eth0',
  'node_procs_running|',
  'use:disk.utilization.busy|device=sda',
]
const STALE = 'stale' as const

const describeSeries = (text: string): Pick<SourceSeries, 'name' | 'labels'> => {
  const [name = '', labels = ''] = text.split('|')
  const pairs = labels.split(',').filter((pair) => pair !== '')
  const toPair = (pair: string): [string, string] => [pair.split('=')[0] ?? '', pair.split('=')[1] ?? '']
  return { name, labels: Object.fromEntries(pairs.map(toPair)) }
}

type Value = number | typeof STALE

const toColumn = (points: readonly { slot: number; value: Value }[]): Column => {
  const bySlot = new Map(points.map(({ slot, value }) => [slot, value]))
  const slots = [...bySlot.keys()].sort((a, b) => a - b)
  const values = new Float64Array(slots.length)
  slots.forEach((slot, index) => {
    const value = bySlot.get(slot)
    if (value === STALE || value === undefined) writeStaleMarker(values, index)
    else values[index] = value
  })
  return { timesMs: Float64Array.from(slots, (slot) => slot * 20_000), values }
}

const point = fc.record({
  slot: fc.integer({ min: 0, max: 60 }),
  value: fc.oneof<fc.MaybeWeightedArbitrary<Value>[]>(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 100_000 }) },
    fc.constantFrom(NaN, Infinity, -5, STALE),
  ),
})
const anySeries: fc.Arbitrary<SourceSeries[]> = fc.tuple(
  ...NAMES.map((name) =>
    fc.array(point, { maxLength: 40 }).map((points) => ({ ...describeSeries(name), ...toColumn(points) })),
  ),
)

const cut = (series: readonly SourceSeries[], { fromMs, toMs }: Window): SourceSeries[] =>
  series.map((one) => {
    const kept = [...one.timesMs.keys()].filter((index) => {
      const timeMs = one.timesMs[index] ?? NaN
      return timeMs >= fromMs - MAX_RATE_GAP_MS && timeMs < toMs
    })
    const [first = 0] = kept
    const end = first + kept.length
    return { ...one, timesMs: one.timesMs.slice(first, end), values: one.values.slice(first, end) }
  })

const asText = (results: readonly UseSeries[]): string[] =>
  results
    .flatMap(({ metric, device, timesMs, values }) =>
      [...timesMs].map((timeMs, index) => `${metric} ${device} ${timeMs} ${values[index]}`),
    )
    .sort()

const slotTime = fc.integer({ min: 0, max: 61 }).map((slot) => slot * 20_000)

test('windows put together give what one long window gives, each with no more history than the greatest gap', () => {
  fc.assert(
    fc.property(anySeries, slotTime, slotTime, slotTime, (series, x, y, z) => {
      const [a = 0, b = 0, c = 0] = [x, y, z].sort((left, right) => left - right)
      const evaluate = (fromMs: number, toMs: number) =>
        toUseSamples(cut(series, { fromMs, toMs }), { fromMs, toMs })
      expect([...asText(evaluate(a, b)), ...asText(evaluate(b, c))].sort()).toEqual(
        asText(toUseSamples(series, { fromMs: a, toMs: c })),
      )
    }),
  )
})

test('the order in which series are given changes nothing, to the last bit and in the same order', () => {
  fc.assert(
    fc.property(
      anySeries,
      fc.array(fc.nat(1000), { minLength: NAMES.length, maxLength: NAMES.length }),
      (series, keys) => {
        const order = [...series.keys()].sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0))
        const shuffled = order.flatMap((index) => series[index] ?? [])
        const window = { fromMs: 200_000, toMs: 1_000_000 }
        expect(toUseSamples(shuffled, window)).toEqual(toUseSamples(series, window))
      },
    ),
  )
})

test('values are finite, in the window, in order, and shares are within 0 and 1', () => {
  fc.assert(
    fc.property(anySeries, slotTime, slotTime, (series, fromMs, toMs) => {
      for (const { metric, timesMs, values } of toUseSamples(series, { fromMs, toMs })) {
        expect(timesMs).toHaveLength(values.length)
        timesMs.forEach((timeMs, index) => {
          expect(timeMs >= fromMs && timeMs < toMs && timeMs > (timesMs[index - 1] ?? -1)).toBe(true)
        })
        for (const value of values) {
          expect(Number.isFinite(value)).toBe(true)
          if (metric.startsWith('cpu.utilization') && metric !== 'cpu.utilization.count')
            expect(value >= 0 && value <= 1).toBe(true)
        }
      }
    }),
  )
})
