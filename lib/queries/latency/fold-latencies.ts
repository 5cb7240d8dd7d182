import type { LatencySum } from '../../core/latency/latency-sum'
import type { Window } from '../../core/series'
import { MINUTE_MS } from '../../core/times'
import { addEntries } from '../../store/latency/entries-codec'
import { latencyBucketOf } from '../../store/latency/append-points'
import { readKeptLatencies } from '../../store/latency/kept-blocks'
import type { LatencyBlock } from '../../store/latency/rolled'
import type { Snapshot } from '../../store/snapshot'
import { timedSync } from '@/lib/telemetry/timing'
import { cutStreams, type LatencyScope } from './latency-scope'
import { formFor } from './latency-window'

/** Where what was observed by a stream at a vantage point from a time on belongs; null leaves it out. */
export type PlaceLatency = (streamId: number, vantage: string, atMs: number) => LatencySum | null

/** Who tells a vantage point: a series by its id, or what was merged already by its number in the block. */
type VantageOf = (key: number, names: readonly string[]) => string | undefined

const foldBlock = (
  { streamId, bucketMs, entries }: LatencyBlock,
  asked: string | null,
  { fromMs, toMs }: Window,
  vantageOf: VantageOf,
  place: PlaceLatency,
): void => {
  addEntries(entries, (key, step, names) => {
    const atMs = bucketMs + step * MINUTE_MS
    if (atMs < fromMs || atMs >= toMs) return null
    const vantage = vantageOf(key, names)
    if (vantage === undefined || (asked !== null && vantage !== asked)) return null
    return place(streamId, vantage, atMs)
  })
}

/** Adds up what the scope means of the window, in steps that are multiples of `stepMs`. */
export const foldLatencies = async (
  snapshot: Snapshot,
  scope: LatencyScope,
  { window, stepMs }: { window: Window; stepMs: number },
  place: PlaceLatency,
): Promise<void> => {
  const { streams, series, wholeStreams, vantage } = scope
  const hours = { fromMs: latencyBucketOf(window.fromMs), toMs: window.toMs }
  const read = (isBySeries: boolean, ids: ReadonlySet<number>) =>
    readKeptLatencies(
      snapshot,
      formFor(stepMs, isBySeries),
      [...streams.values()].filter(({ id }) => ids.has(id)),
      hours,
    )
  const whole = await read(false, wholeStreams)
  const cut = await read(true, new Set(cutStreams(scope)))
  timedSync('compute', () => {
    for (const block of whole) foldBlock(block, vantage, window, (key, names) => names[key], place)
    for (const block of cut) foldBlock(block, vantage, window, (key) => series?.get(key)?.vantage, place)
  })
}
