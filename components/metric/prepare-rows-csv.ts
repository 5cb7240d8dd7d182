import type { CsvCell } from '@/components/ui/download-csv'
import { VERDICT_WORDS } from '@/components/ui/verdict-words'
import type { HeatMap } from './prepare-heat-map'

/** A row for each node in this order, in the unit of the metric. */
export const prepareRowsCsv = ({ answer: { nodes, metric } }: HeatMap, order: Int32Array): CsvCell[][] => {
  const worst = metric.higherIsWorse ? 'highest' : 'lowest'
  const heading = ['node', 'cluster', 'group', worst, 'mean', 'last', 'over the threshold since', 'verdict']
  const rows = Array.from(order, (row): CsvCell[] => {
    const onsetMs = nodes.onsetMs[row] ?? null
    const verdict = nodes.onsetVerdict[row] ?? null
    return [
      nodes.name[row] ?? '',
      nodes.cluster[row] ?? '',
      nodes.group[row] ?? '',
      nodes.worst[row] ?? null,
      nodes.mean[row] ?? null,
      nodes.last[row] ?? null,
      onsetMs === null ? null : new Date(onsetMs).toISOString(),
      verdict === null ? null : VERDICT_WORDS[verdict],
    ]
  })
  return [heading, ...rows]
}
