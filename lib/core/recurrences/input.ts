import type { NodeEvent } from '../event'
import type { HistoryRow, NodeHistory } from '../fleet-history'
import type { OnsetColumns } from '../onsets/onset-columns'
import type { Window } from '../series'

/** The bursts of one metric over the window. */
export interface MetricOnsets {
  metric: string
  rows: readonly HistoryRow[]
  onsets: OnsetColumns
  /** By row * hours of the window + hour: 1 where something was measured. */
  observed: Uint8Array
}

export interface RecurrenceInput {
  /** Whole hours. */
  window: Window
  nodes: readonly NodeHistory[]
  metrics: readonly MetricOnsets[]
  events: readonly NodeEvent[]
  /** The zone in which days are told. */
  zone: string
  offsetAt: (timeMs: number) => number
  /** Called again and again; throws where nobody waits any more. */
  checkpoint?: () => void
}
