import { NOT_MEASURED, formatMebibytes, formatNumber } from '../report/format'
import type { Table } from '../report/table'
import type { LiveResult } from './run-live'

export const liveTable = (results: readonly LiveResult[]): Table => ({
  title: 'Ingest of now',
  notes: [
    'Samples whose times are now, 15 s apart, 1,800 a request: five minutes of operation after a warm-up; one run.',
  ],
  columns: [
    'nodes',
    'target',
    'CPU-s per million',
    'idle, of one CPU',
    'CPU-s per million without idle',
    'WAL B/sample',
    'memory MiB start / middle / end / peak',
  ],
  rows: results.map(toRow),
})

const toRow = (result: LiveResult): string[] => [
  String(result.nodes),
  result.target,
  formatNumber(result.cpuSecondsPerMillion),
  `${formatNumber(100 * result.idleCpuShare)} %`,
  formatNumber(result.cpuSecondsPerMillionWithoutIdle),
  result.walBytesPerSample === null ? NOT_MEASURED : formatNumber(result.walBytesPerSample),
  [result.memory.startBytes, result.memory.middleBytes, result.memory.endBytes, result.memory.peakBytes]
    .map(formatMebibytes)
    .join(' / '),
]
