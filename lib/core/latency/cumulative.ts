import { commonBounds, toCoarserBounds } from './bounds-lists'
import { ExponentialSum } from './exponential-sum'
import type { BoundsLayer, ExponentialLayer, Histogram, HistogramLayer } from './histogram'

/** What was observed between two tellings of a histogram that only grows; null where they cannot be compared. */
export const incrementOf = (before: Histogram, after: Histogram): Histogram | null => {
  const [from] = before.layers
  const [to] = after.layers
  if (from === undefined || to === undefined) return null
  if (after.count < before.count) return restarted(after)
  const layer = layerIncrement(from, to)
  return layer === null ? restarted(after) : { ...figuresBetween(before, after, layer), layers: [layer] }
}

/** A histogram that fell was reset, so its growth restarts from zero. Its lowest and highest are those of a longer time. */
const restarted = (after: Histogram): Histogram => ({ ...after, minMs: NaN, maxMs: NaN })

const figuresBetween = (before: Histogram, after: Histogram, layer: HistogramLayer): Histogram => {
  const sumMs = after.sumMs - before.sumMs
  return {
    layers: [],
    count: countOf(layer),
    sumMs: sumMs >= 0 ? sumMs : NaN,
    minMs: NaN,
    maxMs: NaN,
    errorCount: 0,
    errorsKnownOf: 0,
  }
}

export const countOf = (layer: HistogramLayer): number =>
  layer.counts.reduce((sum, count) => sum + count, layer.kind === 'exponential' ? layer.zeroCount : 0)

/** Null where a bucket fell. */
const layerIncrement = (from: HistogramLayer, to: HistogramLayer): HistogramLayer | null => {
  if (from.kind === 'exponential' && to.kind === 'exponential') return exponentialIncrement(from, to)
  if (from.kind === 'bounds' && to.kind === 'bounds') return boundsIncrement(from, to)
  return null
}

const boundsIncrement = (from: BoundsLayer, to: BoundsLayer): BoundsLayer | null => {
  const boundsMs = commonBounds([from.boundsMs, to.boundsMs])
  const before = toCoarserBounds(from, boundsMs).counts
  const counts = toCoarserBounds(to, boundsMs).counts.map((count, at) => count - (before[at] ?? 0))
  return counts.every((count) => count >= 0) ? { kind: 'bounds', boundsMs, counts } : null
}

const exponentialIncrement = (from: ExponentialLayer, to: ExponentialLayer): ExponentialLayer | null => {
  if (to.scale > from.scale || to.unitMs !== from.unitMs || to.zeroMs < from.zeroMs) return null
  const sum = new ExponentialSum(to.unitMs)
  sum.addLayer(to)
  sum.addLayer({
    ...from,
    zeroCount: -from.zeroCount,
    counts: from.counts.map((count) => -count),
  })
  const layer = sum.toLayer()
  // What was above the old zero and is below the new one left its bucket for that of zeros.
  const moved = to.zeroMs > from.zeroMs ? moveZeros(layer, to.zeroMs) : layer
  return moved.zeroCount >= 0 && moved.counts.every((count) => count >= 0) ? moved : null
}

const moveZeros = (layer: ExponentialLayer, zeroMs: number): ExponentialLayer => {
  const counts = layer.counts.slice()
  let { zeroCount } = layer
  for (let at = 0; at < counts.length; at += 1) {
    const lowMs = layer.unitMs * 2 ** ((layer.offset + at) * 2 ** -layer.scale)
    if (lowMs >= zeroMs) break
    zeroCount += counts[at] ?? 0
    counts[at] = 0
  }
  return { ...layer, zeroCount, zeroMs, counts }
}

/** A classic histogram as it is told: how many observations were at most so long. */
export interface CumulativeBounds {
  /** Ascending; the last one is Infinity. */
  boundsMs: readonly number[]
  cumulative: readonly number[]
}

/**
 * A bucket that counts less than a smaller one is taken for as much as that one: they were read while they changed. Null without
 * the bucket of all observations.
 */
export const layerOfCumulative = ({ boundsMs, cumulative }: CumulativeBounds): BoundsLayer | null => {
  if (boundsMs.at(-1) !== Infinity) return null
  const counts = new Float64Array(boundsMs.length)
  let highest = 0
  cumulative.forEach((value, at) => {
    const repaired = Math.max(highest, value)
    counts[at] = repaired - highest
    highest = repaired
  })
  return { kind: 'bounds', boundsMs: Float64Array.from(boundsMs.slice(0, -1)), counts }
}
