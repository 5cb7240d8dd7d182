import { spreadOf } from '../measure/statistics'
import { NOT_MEASURED, formatMebibytes, formatSpread } from '../report/format'
import type { Table } from '../report/table'
import type { BacklogCase } from './cases'
import type { BacklogResult } from './measure-backlog'

export interface BacklogRow {
  one: BacklogCase
  target: string
  results: readonly BacklogResult[]
}

const NOTES = [
  'Data of the past that ends at the last full five minutes, sent as fast as it is taken, the same bodies to each.',
]

export const backlogTable = (rows: readonly BacklogRow[]): Table => ({
  title: 'Ingest of a backlog',
  notes: NOTES,
  columns: [
    'nodes',
    'samples/request',
    'target',
    'CPU-s per million',
    'accepted/s',
    'settled/s',
    'WAL B/sample',
    'memory MiB start / middle / end / peak',
  ],
  rows: rows.map(toRow),
})

function toRow({ one, target, results }: BacklogRow): string[] {
  const spread = (figure: (result: BacklogResult) => number | null) =>
    formatSpread(spreadOf(results.map(figure).filter((value) => value !== null)))
  return [
    String(one.nodes),
    String(one.samplesPerRequest),
    target,
    spread((result) => result.cpuSecondsPerMillion),
    spread((result) => result.acceptedPerSecond),
    spread((result) => result.settledPerSecond),
    spread((result) => result.walBytesPerSample),
    memoryOf(results),
  ]
}

function memoryOf(results: readonly BacklogResult[]): string {
  const parts = (['startBytes', 'middleBytes', 'endBytes', 'peakBytes'] as const).map((part) => {
    const median = spreadOf(results.map(({ memory }) => memory[part]))?.median
    return median === undefined ? NOT_MEASURED : formatMebibytes(median)
  })
  return parts.join(' / ')
}
