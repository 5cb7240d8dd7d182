import type { ScenarioName } from './options'

/** A rise of one metric of one node: [onsetMs, endMs). */
export interface TrueBurst {
  node: number
  metric: string
  onsetMs: number
  endMs: number
}

export interface TimeSpan {
  fromMs: number
  toMs: number
}

/** A node that is not heard of. */
export interface Outage extends TimeSpan {
  node: number
}

/** Minutes of the day in UTC; an end beyond 1440 is on the next day. */
export interface ClockWindow {
  startMinute: number
  endMinute: number
}

/** What the nodes that it happens to have in common; `age` in hours. */
export interface TrueSeparation {
  fact: string
  op: '=' | '<' | '>='
  value: string
}

/** An innocent job that comes back every day. */
export interface Decoy {
  name: string
  window: ClockWindow
  /** The resource that it uses. */
  resource: string
  nodes: readonly number[]
}

/** What really happened, for those who check an answer. */
export interface Truth {
  scenario: ScenarioName
  /** Null where nothing happened. */
  cause: { kind: string; source: string; name: string } | null
  /** When on the clock it comes back; empty where it does not. */
  recurs: readonly ClockWindow[]
  /** When it happened, in order. */
  spans: readonly TimeSpan[]
  separation: TrueSeparation | null
  /** What rose first, and the metric that shows it. */
  firstMover: { resource: string; metric: string } | null
  bursts: readonly TrueBurst[]
  /** Where the incident makes nodes vanish. */
  outages: readonly Outage[]
  decoys: readonly Decoy[]
  /** Other things that went wrong, once each. */
  background: readonly { name: string; span: TimeSpan; nodes: readonly number[] }[]
}

/** The bursts whose onset lies in [fromMs, toMs). */
export const burstsWithin = ({ bursts }: Truth, { fromMs, toMs }: TimeSpan): TrueBurst[] =>
  bursts.filter(({ onsetMs }) => onsetMs >= fromMs && onsetMs < toMs)
