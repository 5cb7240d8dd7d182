import type { Groups, ValueOf } from '../../core/observer/difference-in-differences'
import type { Outcome } from '../../core/observer/outcomes'
import type { Window } from '../../core/series'
import type { NodeRow } from '../../store/nodes'

/** Whose outcomes are asked for, and when; all windows are in whole steps. */
export interface OutcomeQuestion {
  nodes: readonly NodeRow[]
  groups: Groups
  /** All of it. */
  window: Window
  /** What is compared. */
  parts: readonly Window[]
}

/** By step, over the nodes of a group; null was not measured. */
export type Line = (number | null)[]

export interface ReadOutcome {
  outcome: Outcome
  valueOf: ValueOf
  lines: { changed: Line; others: Line }
}
