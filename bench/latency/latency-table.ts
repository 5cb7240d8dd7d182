import { spreadOf } from '../measure/statistics'
import type { Cost } from '../queries/run-queries'
import { formatSpread, NOT_MEASURED } from '../report/format'
import type { Table } from '../report/table'
import type { MergeRate } from './merge-rate'

export interface LatencyRow {
  target: string
  name: string
  cost: Cost
}

export const latencyTable = (
  nodes: number,
  rows: readonly LatencyRow[],
  rates: readonly MergeRate[],
): Table => ({
  title: 'Latencies',
  notes: [
    `A heat map of 24 hours in steps of five minutes, of ${String(nodes)} nodes that each tell a histogram a minute; and how many histograms one core merges in a second of its time. Some of the nodes are merged while it is asked, from blocks that were read before.`,
  ],
  columns: ['what', 'target', 'took ms', 'CPU ms', 'histograms/s and core'],
  rows: [
    ...rows.map(({ target, name, cost }) => [
      `heat map: ${name}`,
      target,
      formatSpread(spreadOf(cost.tookMs)),
      formatSpread(spreadOf(cost.cpuMs)),
      NOT_MEASURED,
    ]),
    ...rates.map(({ name, perSecond }) => [
      `merging: ${name}`,
      'usescope',
      NOT_MEASURED,
      NOT_MEASURED,
      formatSpread(spreadOf(perSecond)),
    ]),
  ],
})
