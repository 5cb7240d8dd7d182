import type { OtlpMetric } from './otlp-point'
import type { OtlpSource } from './otlp-source'

/** A data point as it is kept: whose it is, what it is called, and when it is of. */
export interface PlacedPoint {
  source: OtlpSource
  name: string
  labels: readonly (readonly [string, string])[]
  metric: OtlpMetric
  timeMs: number
  /** -Infinity where it is not told, or not accepted. */
  startMs: number
}
