import { compileNode } from './compile-node'
import { evaluateNode } from './evaluate-node'
import type { SourceSeries, Window } from './series'
import type { UseSeries } from './use-sample'

/** The USE values of one node from its raw source series. */
export const toUseSamples = (series: readonly SourceSeries[], window: Window): UseSeries[] =>
  evaluateNode(compileNode(series), series, window)
