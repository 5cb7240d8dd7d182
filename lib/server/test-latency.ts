import { countOf } from '@/lib/core/latency/cumulative'
import type { Histogram } from '@/lib/core/latency/histogram'
import { LatencySum } from '@/lib/core/latency/latency-sum'
import { LatencyRoller } from '@/lib/roll/latency/latency-roller'
import type { Store } from '@/lib/store/db'
import { addEntries } from '@/lib/store/latency/entries-codec'
import { readLatencyBlocks } from '@/lib/store/latency/rolled'
import { readLatencyStreams } from '@/lib/store/latency/series'

const CONFIG = { chunkRetentionDays: 30, roll1mRetentionDays: 14, roll5mRetentionDays: 395 }

export const rollLatencies = async (store: Store, nowMs = Date.now()): Promise<void> => {
  const roller = new LatencyRoller(store, CONFIG)
  // Buckets that others touch are rolled in the next pass, and so on; three passes settle what one test sends.
  for (let pass = 0; pass < 3; pass += 1) await roller.pass(nowMs, () => true)
}

/** What is known of a service by minute and of all its vantage points. */
export const readMinutes = async (store: Store, service: string): Promise<Map<number, Histogram>> => {
  const streams = await readLatencyStreams(store, service, null)
  const ids = streams.map(({ id }) => id)
  const sums = new Map<number, LatencySum>()
  const blocks = await readLatencyBlocks(store, 'fleet', ids, { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER })
  for (const { bucketMs, entries } of blocks)
    addEntries(entries, (_key, step) => {
      const minuteMs = bucketMs + step * 60_000
      const sum = sums.get(minuteMs) ?? new LatencySum()
      sums.set(minuteMs, sum)
      return sum
    })
  return new Map([...sums].sort(([one], [other]) => one - other).map(([at, sum]) => [at, sum.toHistogram()]))
}

export const countsOf = (minutes: ReadonlyMap<number, Histogram>): number[] =>
  [...minutes.values()].map(({ layers }) => layers.reduce((sum, layer) => sum + countOf(layer), 0))
