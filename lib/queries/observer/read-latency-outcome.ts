import { toIntervals } from '../../core/latency/intervals'
import { LatencySum } from '../../core/latency/latency-sum'
import { quantilesOf } from '../../core/latency/quantiles'
import type { Groups } from '../../core/observer/difference-in-differences'
import type { Outcome } from '../../core/observer/outcomes'
import type { Window } from '../../core/series'
import { BUCKET_MS } from '../../core/times'
import { addEntries } from '../../store/latency/entries-codec'
import { readLatencyBlocks, type LatencyBlock } from '../../store/latency/rolled'
import { readLatencyStreams, readSeriesOfStreams } from '../../store/latency/series'
import type { NodeRow } from '../../store/nodes'
import type { Snapshot } from '../../store/snapshot'
import { bookOfNodes } from '../name-nodes'
import type { Checkpoint } from '../node-maxima'
import type { Line, OutcomeQuestion, ReadOutcome } from './outcome-question'

const P99 = 0.99
/** Streams that are read in one go. */
const STREAMS_AT_ONCE = 32
/** The 99th percentile of fewer requests is that of one of them. */
const FEWEST_REQUESTS = 100

type Sums = Map<string, LatencySum>

const sumAt = (sums: Sums, key: string): LatencySum => {
  const sum = sums.get(key) ?? new LatencySum()
  sums.set(key, sum)
  return sum
}

/**
 * The 99th percentile of all requests that were told of each node; null where none was told. Kept are a sum for each node
 * and part, and one for each group and step, so that a fleet takes no more memory for a longer time.
 */
export const readLatencyOutcome = async (
  snapshot: Snapshot,
  outcome: Outcome,
  { nodes, groups, window, parts }: OutcomeQuestion,
  checkpoint: Checkpoint,
): Promise<ReadOutcome | null> => {
  const changed = new Set(groups.changed)
  const others = new Set(groups.others)
  const placeOfSeries = await readPlaces(snapshot, nodes, new Set([...changed, ...others]))
  if (placeOfSeries.size === 0) return null
  const streamIds = [...new Set([...placeOfSeries.values()].map(({ streamId }) => streamId))]
  const sums: Sums = new Map()
  for await (const { bucketMs, entries } of readBlocks(snapshot, streamIds, window, checkpoint)) {
    const told = new Map<number, LatencySum>()
    addEntries(entries, (key) => {
      const place = placeOfSeries.get(key)?.place
      if (place === undefined) return null
      const sum = told.get(place) ?? new LatencySum()
      told.set(place, sum)
      return sum
    })
    for (const [place, sum] of told) {
      const histogram = sum.toHistogram()
      sumAt(sums, `${changed.has(place) ? 'changed' : 'others'} ${String(bucketMs)}`).add(histogram)
      for (const part of parts)
        if (bucketMs >= part.fromMs && bucketMs < part.toMs) sumAt(sums, keyOf(place, part)).add(histogram)
    }
  }
  if (sums.size === 0) return null
  const lineOf = (group: keyof Pick<Groups, 'changed' | 'others'>): Line =>
    Array.from({ length: Math.round((window.toMs - window.fromMs) / BUCKET_MS) }, (_, step) =>
      p99Of(sums.get(`${group} ${String(window.fromMs + step * BUCKET_MS)}`)),
    )
  return {
    outcome,
    valueOf: (node, part) => p99Of(sums.get(keyOf(node, part))),
    lines: { changed: lineOf('changed'), others: lineOf('others') },
  }
}

async function* readBlocks(
  snapshot: Snapshot,
  streamIds: readonly number[],
  window: Window,
  checkpoint: Checkpoint,
): AsyncGenerator<LatencyBlock> {
  for (let first = 0; first < streamIds.length; first += STREAMS_AT_ONCE) {
    checkpoint()
    const ids = streamIds.slice(first, first + STREAMS_AT_ONCE)
    yield* await readLatencyBlocks(snapshot, 'series_5m', ids, window)
  }
}

const keyOf = (node: number, { fromMs, toMs }: Window): string =>
  `${String(node)} ${String(fromMs)} ${String(toMs)}`

/** By the id of a series, which of the compared nodes it is of. */
const readPlaces = async (
  snapshot: Snapshot,
  nodes: readonly NodeRow[],
  compared: ReadonlySet<number>,
): Promise<Map<number, { streamId: number; place: number }>> => {
  const streams = new Map(
    (await readLatencyStreams(snapshot, null, null)).map(({ id, cluster }) => [id, cluster]),
  )
  const book = bookOfNodes(nodes)
  const placeOfNode = new Map(nodes.map(({ id }, place) => [id, place]))
  const places = new Map<number, { streamId: number; place: number }>()
  for (const { id, streamId, node } of await readSeriesOfStreams(snapshot, [...streams.keys()])) {
    if (node === null) continue
    const known = book.find(streams.get(streamId) ?? '', node)
    const place = known === null ? undefined : placeOfNode.get(known.id)
    if (place !== undefined && compared.has(place)) places.set(id, { streamId, place })
  }
  return places
}

/** In seconds; null where it is not known, or not bounded by the buckets that were told. */
const p99Of = (sum: LatencySum | undefined): number | null => {
  if (sum === undefined || sum.count < FEWEST_REQUESTS) return null
  const [estimate] = quantilesOf(toIntervals(sum.toHistogram()), [P99]) ?? []
  return estimate === undefined || !Number.isFinite(estimate.value) ? null : estimate.value / 1000
}
