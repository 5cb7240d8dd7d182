import type { PointContent } from '@/lib/core/latency/point'
import type { LatencySource } from '@/lib/store/latency/series'

/** What a sender told, before its source has an id. */
export interface ToldPoint {
  source: LatencySource
  timeMs: number
  batch: number
  content: PointContent
}

/** A histogram takes about as much memory and work as so many samples. */
export const SAMPLES_A_HISTOGRAM = 20
