import { commonBounds, isSameList, toCoarserBounds } from './bounds-lists'
import { ExponentialSum } from './exponential-sum'
import type { BoundsLayer, Histogram, HistogramFigures } from './histogram'

/** More lists of bounds than that are brought down to what they have in common. */
const MOST_LISTS = 32

/** Adds up histograms of any kinds, over time, nodes and vantage points alike. */
export class LatencySum {
  count = 0
  sumMs = 0
  minMs = Infinity
  maxMs = -Infinity
  errorCount = 0
  errorsKnownOf = 0
  private readonly exponentials: ExponentialSum[] = []
  private bounds: BoundsLayer[] = []

  add(histogram: Histogram): void {
    this.addFigures(histogram)
    for (const layer of histogram.layers)
      if (layer.kind === 'exponential') this.exponential(layer.unitMs).addLayer(layer)
      else this.addBounds(layer.boundsMs, layer.counts)
  }

  /** What one histogram does not tell is not known of the sum either. */
  addFigures({ count, sumMs, minMs, maxMs, errorCount, errorsKnownOf }: HistogramFigures): void {
    if (count === 0) return
    this.count += count
    this.sumMs += sumMs
    this.minMs = Math.min(this.minMs, minMs)
    this.maxMs = Math.max(this.maxMs, maxMs)
    this.errorCount += errorCount
    this.errorsKnownOf += errorsKnownOf
  }

  /** The exponential buckets of a unit, to add to. */
  exponential(unitMs: number): ExponentialSum {
    for (const known of this.exponentials) if (known.unitMs === unitMs) return known
    const made = new ExponentialSum(unitMs)
    this.exponentials.push(made)
    return made
  }

  addBounds(boundsMs: Float64Array, counts: Float64Array): void {
    const into = this.countsOf(boundsMs)
    for (let at = 0; at < counts.length; at += 1) into[at] = (into[at] ?? 0) + (counts[at] ?? 0)
  }

  /** The counts between bounds, to add to at once. */
  countsOf(boundsMs: Float64Array): Float64Array {
    for (const known of this.bounds) if (isSameList(known.boundsMs, boundsMs)) return known.counts
    const counts = new Float64Array(boundsMs.length + 1)
    const made: BoundsLayer = { kind: 'bounds', boundsMs, counts }
    this.bounds.push(made)
    if (this.bounds.length <= MOST_LISTS) return counts
    const commonMs = commonBounds(this.bounds.map((layer) => layer.boundsMs))
    const coarse = this.bounds
      .filter((layer) => layer !== made)
      .map((layer) => toCoarserBounds(layer, commonMs))
    this.bounds = []
    for (const layer of coarse) this.addBounds(layer.boundsMs, layer.counts)
    this.bounds.push(made)
    return counts
  }

  toHistogram(): Histogram {
    const { count, sumMs, minMs, maxMs, errorCount, errorsKnownOf } = this
    const isEmpty = count === 0
    return {
      layers: [...this.exponentials.map((sum) => sum.toLayer()), ...this.bounds],
      count,
      sumMs,
      minMs: isEmpty ? NaN : minMs,
      maxMs: isEmpty ? NaN : maxMs,
      errorCount,
      errorsKnownOf,
    }
  }
}
