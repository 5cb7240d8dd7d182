import { DAY_MS } from '../core/times'

export const SCENARIO_NAMES = [
  'unattended-upgrades',
  'enhanced-networking',
  'shared-database',
  'monitoring-probe',
  'memory-pressure',
] as const
export type ScenarioName = (typeof SCENARIO_NAMES)[number]

export interface ReplayOptions {
  seed: number
  nodes: number
  days: number
  /** The first moment after it, in whole minutes. */
  endMs: number
  /** Whether the incident happens at all; without it everything else goes on. */
  hasIncident: boolean
  /** The part of the nodes it can happen to, on any day. */
  affectedShare: number
  /** How far the incident strays on the clock. */
  jitterMinutes: number
  /** How strong the incident is; 1 fills what it fills. */
  amplitude: number
  /** How much everything fluctuates; 1 is an ordinary fleet. */
  noise: number
  /** Innocent jobs that come back every day, such as the nightly backup of all databases. */
  hasDecoys: boolean
  randomBurstsPerNodeDay: number
  /** The part of the nodes that is made anew each day, where the scenario does not say itself. */
  churnPerDay: number
  gapsPerNodeDay: number
  /** The deviation of the nodes' own clocks, which the times of their events are told by. */
  clockSkewSeconds: number
  backgroundIncidentsPerDay: number
  /** How many nodes do not measure pressure. */
  withoutPressureShare: number
}

export const DEFAULT_OPTIONS: ReplayOptions = {
  seed: 1,
  nodes: 120,
  days: 7,
  endMs: Date.UTC(2026, 2, 9),
  hasIncident: true,
  affectedShare: 0.15,
  jitterMinutes: 60,
  amplitude: 1,
  noise: 1,
  hasDecoys: true,
  randomBurstsPerNodeDay: 1,
  churnPerDay: 0.05,
  gapsPerNodeDay: 0.1,
  clockSkewSeconds: 2,
  backgroundIncidentsPerDay: 0.3,
  withoutPressureShare: 0.05,
}

/** The difficulties that analyses are measured at. */
export const PRESETS = {
  default: {},
  'few-nodes': { nodes: 40, affectedShare: 0.05 },
  'large-fleet': { nodes: 300, affectedShare: 0.02 },
  'wide-jitter': { jitterMinutes: 180 },
  hard: { nodes: 60, affectedShare: 0.05, amplitude: 0.3, noise: 2, randomBurstsPerNodeDay: 4 },
  'one-day': { days: 1 },
  /** Nothing comes back but the day itself. */
  null: { hasIncident: false, hasDecoys: false },
} as const satisfies Record<string, Partial<ReplayOptions>>
export type PresetName = keyof typeof PRESETS

export const startMsOf = ({ endMs, days }: ReplayOptions): number => endMs - days * DAY_MS
