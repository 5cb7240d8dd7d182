import type { LatencySum } from '../../core/latency/latency-sum'
import type { Window } from '../../core/series'
import { MINUTE_MS } from '../../core/times'
import { addEntries } from '../../store/latency/entries-codec'
import { latencyBucketOf } from '../../store/latency/append-points'
import { readLatencyBlocks, type LatencyBlock } from '../../store/latency/rolled'
import type { Snapshot } from '../../store/snapshot'
import { timedSync } from '@/lib/telemetry/timing'
import type { LatencyScope } from './latency-scope'
import { formFor } from './latency-window'

/** Where what was observed by a stream at a vantage point from a time on belongs; null leaves it out. */
export type PlaceLatency = (streamId: number, vantage: string, atMs: number) => LatencySum | null

const foldBlock = (
  { streamId, bucketMs, entries }: LatencyBlock,
  { series, vantage: asked }: Pick<LatencyScope, 'series' | 'vantage'>,
  { fromMs, toMs }: Window,
  place: PlaceLatency,
): void => {
  addEntries(entries, (key, step, names) => {
    const atMs = bucketMs + step * MINUTE_MS
    if (atMs < fromMs || atMs >= toMs) return null
    const vantage = series === null ? names[key] : series.get(key)?.vantage
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
  const form = formFor(stepMs, scope.series !== null)
  const blocks = await readLatencyBlocks(snapshot, form, [...scope.streams.keys()], {
    fromMs: latencyBucketOf(window.fromMs),
    toMs: window.toMs,
  })
  timedSync('compute', () => {
    for (const block of blocks) foldBlock(block, scope, window, place)
  })
}
