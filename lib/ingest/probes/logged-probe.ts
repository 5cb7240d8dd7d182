import type { ProbeLabels } from '@/lib/core/outages/probe-series'

/** One attempt to reach a target; without a duration it failed. */
export interface LoggedProbe extends ProbeLabels {
  timeMs: number
  seconds: number | null
  /** The line that tells it, from 0. */
  line: number
}

/** What one kind of log makes of its lines. */
export interface LogLines {
  /** Answers why the line cannot be used; null where it can, or needs not. */
  read(text: string, line: number): string | null
  /** Those that were lost between two lines too, however many. */
  finish(): Iterable<LoggedProbe>
}
