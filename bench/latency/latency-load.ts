import { countOf } from '@/lib/core/latency/cumulative'
import { layerOfObservations } from '@/lib/core/latency/exponential-index'
import type { BoundsLayer, Histogram, HistogramLayer } from '@/lib/core/latency/histogram'
import { bucketOf, DAY_MS } from '@/lib/core/times'
import { createRandom } from '@/lib/replay/random'

/** 24 hours of some nodes, of which each tells what it saw once a minute. */
export interface LatencyPlan {
  nodes: number
  fromMs: number
  toMs: number
}

export const planLatencies = (nodes: number, nowMs: number): LatencyPlan => {
  const toMs = bucketOf(nowMs)
  return { nodes, fromMs: toMs - DAY_MS, toMs }
}

/** Sixteen buckets with the last, as client libraries have about. */
export const BOUNDS_MS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000,
] as const

/** Histograms to take turns: making them costs more than merging. */
const DIFFERENT = 500
const OBSERVATIONS = 60
const MEDIAN_MS = 40
const SPREAD = 1

const histogramOf = (layer: HistogramLayer): Histogram => ({
  layers: [layer],
  count: countOf(layer),
  sumMs: MEDIAN_MS * countOf(layer),
  minMs: NaN,
  maxMs: NaN,
  errorCount: 0,
  errorsKnownOf: 0,
})

const inBounds = (observations: readonly number[]): BoundsLayer => {
  const counts = new Float64Array(BOUNDS_MS.length + 1)
  for (const value of observations) {
    const found = BOUNDS_MS.findIndex((bound) => value <= bound)
    const at = found < 0 ? BOUNDS_MS.length : found
    counts[at] = (counts[at] ?? 0) + 1
  }
  return { kind: 'bounds', boundsMs: Float64Array.from(BOUNDS_MS), counts }
}

interface MadeHistograms {
  exponential: readonly Histogram[]
  classic: readonly Histogram[]
}

/** The same observations in both kinds of buckets. */
export const makeHistograms = (): MadeHistograms => {
  const random = createRandom(1)
  const observed = Array.from({ length: DIFFERENT }, () =>
    Array.from({ length: OBSERVATIONS }, () => MEDIAN_MS * Math.exp(SPREAD * random.normal())),
  )
  return {
    exponential: observed.map((values) => histogramOf(layerOfObservations(values))),
    classic: observed.map((values) => histogramOf(inBounds(values))),
  }
}
