import { NOT_MEASURED, formatNumber } from '../report/format'
import type { Table } from '../report/table'
import type { StorageResult } from './run-storage'

export const storageTable = (results: readonly StorageResult[]): Table => ({
  title: 'Storage at rest',
  notes: [
    'Two whole hours at 15 s, after everything was merged. `decimal` is what node_exporter tells, `arbitrary` gauges that use every bit of a double.',
  ],
  columns: [
    'values',
    'target',
    'samples, B/sample',
    'besides, B/sample',
    'WAL, B/sample',
    'merging, CPU-s per million',
  ],
  rows: results.map(toRow),
})

function toRow({ kind, target, samples, parts, walBytes, mergeCpuSeconds }: StorageResult): string[] {
  const [first, ...others] = parts
  const perSample = (bytes: number) => formatNumber(bytes / samples)
  return [
    kind,
    target,
    first === undefined ? NOT_MEASURED : `${perSample(first.bytes)} (${first.name})`,
    others.map(({ name, bytes }) => `${perSample(bytes)} ${name}`).join(', '),
    walBytes === null ? NOT_MEASURED : perSample(walBytes),
    formatNumber((mergeCpuSeconds / samples) * 1e6),
  ]
}
