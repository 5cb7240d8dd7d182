import type { CumulativeBounds } from './cumulative'
import type { Histogram } from './histogram'

/** What was observed since the one before. */
interface DeltaContent {
  kind: 'delta'
  histogram: Histogram
}

/** What was observed since its sender began, which its sender may say it did anew. */
interface CumulativeContent {
  kind: 'cumulative'
  histogram: Histogram
  isReset: boolean
}

/** Some of the buckets of a classic histogram: senders tell each as a series of its own, perhaps in several requests. */
export interface ClassicContent extends CumulativeBounds {
  kind: 'classic'
  /** NaN where these did not come along. */
  count: number
  sumMs: number
}

/** Its sender says that it ended. */
interface GapContent {
  kind: 'gap'
}

export type PointContent = DeltaContent | CumulativeContent | ClassicContent | GapContent

/** What one series told at one time. */
export interface LatencyPoint {
  seriesId: number
  timeMs: number
  /** 0 but for single observations, of which several bodies may tell different ones of the same time. */
  batch: number
  content: PointContent
}
