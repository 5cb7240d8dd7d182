import type { Table } from '../report/table'
import type { AnalysisOptions } from './options'
import { runRecurrences } from './recurrences/run-recurrences'
import { runRealExplain } from './real/run-real-explain'
import { runReplayExplain } from './replays/run-replay-explain'

export interface AnalysisSection {
  /** Also the name of its place in docs/benchmarks.md. */
  name: string
  /** Null where what it needs is not there. */
  run: (options: AnalysisOptions) => Promise<readonly Table[] | null>
}

export const SECTIONS: readonly AnalysisSection[] = [
  { name: 'recurrences', run: runRecurrences },
  { name: 'explain-real', run: runRealExplain },
  { name: 'explain-replays', run: runReplayExplain },
]
