import { createRandom } from '@/lib/store/sample-fleet'
import { HOUR_MS, MINUTE_MS } from './test-group'
import type { Sample } from './test-reference'

export interface Arrival extends Sample {
  atMs: number
}

/** Shares of the samples, each share with its longest delay. */
export type Delays = readonly (readonly [share: number, longestMs: number])[]

export const DELAYS_OF_DAYS: Delays = [
  [0.9, 2000],
  [0.97, 8 * MINUTE_MS],
  [0.99, 2 * HOUR_MS],
  [1, 60 * HOUR_MS],
]

/** Each sample comes at its time or later, some come twice, and some of those with another value; ordered by arrival. */
export function makeArrivals(samples: readonly Sample[], seed: number, delays: Delays): Arrival[] {
  const random = createRandom(seed)
  const delayed = (sample: Sample): Arrival => {
    const kind = random()
    const longestMs = delays.find(([share]) => kind < share)?.[1] ?? 0
    return { ...sample, atMs: Math.floor(sample.timeMs + random() * longestMs) }
  }
  return samples
    .flatMap((sample) => {
      const kind = random()
      if (kind < 0.03) return [delayed(sample), delayed(sample)]
      if (kind < 0.05) return [delayed(sample), delayed({ ...sample, value: Math.floor(random() * 5000) })]
      return [delayed(sample)]
    })
    .sort((a, b) => a.atMs - b.atMs)
}
