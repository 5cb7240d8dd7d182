import type { RoleMix } from '../fleet/plan-fleet'
import type { ReplayOptions } from '../options'
import type { Plot, Stage } from '../stage'

export interface Scenario {
  title: string
  /** What differs from an ordinary fleet. */
  defaults: Partial<ReplayOptions>
  mix?: RoleMix
  /** Metrics besides the usual ones; `metric{device}` is that of a device. */
  metrics?: readonly { metric: string; most: number }[]
  /** Whether nodes probe each other. */
  isProbed?: boolean
  /** The part of the nodes that is made anew each day, where it makes the incident. */
  churnPerDay?: (options: ReplayOptions) => number
  /** What is special about the fleet, whether the incident happens or not. */
  prepare?: (stage: Stage) => void
  play: (stage: Stage) => Plot
}
