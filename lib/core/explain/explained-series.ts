import type { Shape } from './shape'

/** One series that did something in the window. */
export interface ExplainedSeries {
  metric: string
  node: number
  device: string
  score: number
  kind: Shape
  direction: 'up' | 'down'
  /** The value that lies furthest out; null where the series is gone. */
  value: number | null
  /** What it was before; null where it was not measured. */
  baselineValue: number | null
  onsetMs: number
  /** How long it lasted, as far as the window tells. */
  durationMs: number
  standsOut: boolean
  /** Told by the stretch in which it was high, and not by its highest value. */
  isLasting: boolean
}
