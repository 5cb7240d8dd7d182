import type { FleetEvent } from '../core/event'
import type { FleetPlan } from './fleet/plan-fleet'
import type { ReplayOptions } from './options'
import type { Random } from './random'
import type { Canvas } from './signals/canvas'
import type { Truth } from './truth'

/** What a scenario plays on: an ordinary fleet, whose signals it raises and whose events it adds to. */
export interface Stage {
  options: ReplayOptions
  fleet: FleetPlan
  canvas: Canvas
  events: FleetEvent[]
  random: Random
}

/** What a scenario knows of its incident; the rest of the truth is the same for all. */
export type Plot = Pick<Truth, 'cause' | 'recurs' | 'spans' | 'separation' | 'firstMover' | 'bursts'> &
  Partial<Pick<Truth, 'outages'>>

export const NOTHING_HAPPENS: Plot = {
  cause: null,
  recurs: [],
  spans: [],
  separation: null,
  firstMover: null,
  bursts: [],
}
