import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compileNode } from '@/lib/core/compile-node'
import { evaluateNode } from '@/lib/core/evaluate-node'
import { MAX, MIN, PARTS, SUM } from '@/lib/core/node-parts'
import { createMatrix } from '@/lib/core/rollup'
import { accumulate } from '@/lib/core/test-accumulate'
import { wordsOf, writeStaleMarker } from '@/lib/core/stale'
import { BUCKET_MS, MINUTE_MS } from '@/lib/core/times'
import { BucketNodes } from './bucket-nodes'
import type { CatalogNode } from './group-catalog'
import { NodePlans } from './node-plans'
import { RawColumns } from './raw-columns'

const DESCRIPTORS = [
  { name: 'node_cpu_seconds_total', labels: { cpu: '0', mode: 'idle' } },
  { name: 'node_cpu_seconds_total', labels: { cpu: '0', mode: 'user' } },
  { name: 'node_memory_MemTotal_bytes', labels: {} },
  { name: 'node_memory_MemAvailable_bytes', labels: {} },
  { name: 'node_disk_io_time_seconds_total', labels: { device: 'sda' } },
  { name: 'node_filesystem_avail_bytes', labels: { mountpoint: '/', fstype: 'ext4' } },
  { name: 'node_filesystem_size_bytes', labels: { mountpoint: '/', fstype: 'ext4' } },
  { name: 'node_procs_running', labels: {} },
]
const SLOT = 3
const BUCKET = 100 * BUCKET_MS

const series = DESCRIPTORS.map((_, index) => index)
const node: CatalogNode = {
  nodeId: 1,
  slot: SLOT,
  series,
  measured: series,
  descriptors: DESCRIPTORS,
  factSources: [],
  isComplete: true,
}

const STALE = Float64Array.of(0)
writeStaleMarker(STALE, 0)

/** From the bucket before the bucket to the one after it. */
const anySample = fc.record({
  series: fc.integer({ min: 0, max: DESCRIPTORS.length - 1 }),
  timeMs: fc.integer({ min: -25, max: 45 }).map((tick) => BUCKET + tick * 12_000),
  value: fc.oneof(
    { weight: 10, arbitrary: fc.integer({ min: 0, max: 100_000 }).map((units) => units / 8) },
    fc.constantFrom(NaN, Infinity, -1, STALE[0] ?? NaN),
  ),
})
type AnySample = typeof anySample extends fc.Arbitrary<infer Sample> ? Sample : never

function addAll(raw: RawColumns, samples: readonly AnySample[]): number {
  const values = Float64Array.from(samples, ({ value }) => value)
  samples.forEach((sample, i) => raw.add(sample.series, sample.timeMs, values, wordsOf(values), i))
  return samples.reduce((first, { timeMs }) => Math.min(first, timeMs), Infinity)
}

function evaluateAtOnce(samples: readonly AnySample[], spare?: BucketNodes): BucketNodes {
  const raw = new RawColumns()
  addAll(raw, samples)
  const bucket = new BucketNodes(BUCKET, spare)
  bucket.update(new NodePlans(), node, raw, BUCKET)
  return bucket
}

const batches = fc.array(fc.array(anySample, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 8 })

it('samples that come bit by bit, in any order, give the same values to the last bit as all of them at once', () => {
  fc.assert(
    fc.property(batches, (parts) => {
      const raw = new RawColumns()
      const plans = new NodePlans()
      const bucket = new BucketNodes(BUCKET)
      for (const samples of parts) {
        const changedFromMs = addAll(raw, samples)
        if (changedFromMs < BUCKET + BUCKET_MS) bucket.update(plans, node, raw, changedFromMs)
      }
      bucket.update(plans, node, raw, BUCKET + BUCKET_MS - 1)
      const expected = evaluateAtOnce(parts.flat()).values[SLOT]
      expect(bucket.values[SLOT]?.plan.results).toEqual(expected?.plan.results)
      expect(bucket.values[SLOT]?.parts).toEqual(expected?.parts)
    }),
    { numRuns: 300 },
  )
})

it('memory of a former bucket leaves nothing behind', () => {
  fc.assert(
    fc.property(fc.array(anySample, { maxLength: 60 }), fc.array(anySample, { maxLength: 60 }), (a, b) => {
      const plain = evaluateAtOnce(b).values[SLOT]
      expect(evaluateAtOnce(b, evaluateAtOnce([...b, ...a])).values[SLOT]).toEqual(plain)
      expect(evaluateAtOnce(b, evaluateAtOnce(b)).values[SLOT]).toEqual(plain)
    }),
  )
})

it('the parts are those of the evaluated series, minute by minute', () => {
  fc.assert(
    fc.property(fc.array(anySample, { minLength: 30, maxLength: 200 }), (samples) => {
      const raw = new RawColumns()
      addAll(raw, samples)
      const { plan, parts } = evaluateAtOnce(samples).values[SLOT] ?? {}
      const active = series.filter((own) => raw.has(own, BUCKET - BUCKET_MS, BUCKET + BUCKET_MS))
      const columns = active.map((own) => raw.cut(own, -Infinity, Infinity))
      const reference = compileNode(active.flatMap((own) => DESCRIPTORS[own] ?? []))
      const values = evaluateNode(reference, columns, { fromMs: BUCKET, toMs: BUCKET + BUCKET_MS })
      plan?.results.forEach(({ metric, device }, result) => {
        const matrix = createMatrix({ startMs: BUCKET, stepMs: MINUTE_MS, stepCount: 5, slotCount: 1 })
        const own = values.find((one) => one.metric === metric && one.device === device)
        if (own) accumulate(matrix, 0, own.timesMs, own.values)
        for (let step = 0; step < 5; step++) {
          const at = (result * 5 + step) * PARTS
          const count = parts?.cells[at] ?? NaN
          expect(count).toBe(matrix.count[step])
          if (count === 0) continue
          const [sum = NaN, min = NaN, max = NaN] = [SUM, MIN, MAX].map((part) => parts?.cells[at + part])
          expect([sum, min, max].map(Math.fround)).toEqual([
            matrix.sum[step],
            matrix.min[step],
            matrix.max[step],
          ])
        }
      })
    }),
  )
})
