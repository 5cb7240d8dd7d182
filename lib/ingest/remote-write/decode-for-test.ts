import { createMemoryBudget } from '../memory-budget'
import { RawLabelCache } from '../raw-label-cache'
import type { DecodeOptions } from './decode-write-request'
import type { DecodedBatch } from '../decoded-batch'

const ONE_MEBIBYTE = 1024 * 1024

/** Accepts every time; for tests and benchmarks. */
export const decodeOptions = (change: Partial<DecodeOptions> = {}): DecodeOptions => ({
  cache: new RawLabelCache(createMemoryBudget(ONE_MEBIBYTE)),
  naming: { nodeLabels: ['instance'], stripPort: true },
  index: { find: () => null },
  times: { oldestMs: -Infinity, newestMs: Infinity },
  ...change,
})

export interface ReadSeries {
  labels: [string, string][]
  samples: { timeMs: number; bits: bigint }[]
}

/** What a batch says about each series that was not known before, in order. */
export function readBatch(batch: DecodedBatch): ReadSeries[] {
  const bits = new BigUint64Array(batch.values.slice().buffer)
  return batch.unresolved.map(({ ordinal, name, labels }) => ({
    labels: [['__name__', name], ...Object.entries(labels)],
    samples: Array.from(batch.sampleOrdinals).flatMap((owner, at) =>
      owner === ordinal ? [{ timeMs: batch.timesMs[at] ?? 0, bits: bits[at] ?? 0n }] : [],
    ),
  }))
}
