import type { CsvCell } from '@/components/ui/download-csv'
import type { FleetGrid } from '@/lib/contract/fleet'
import { ASPECTS } from '@/lib/core/checklist/types'

const NODE_COLUMNS = ['node', 'cluster', 'state', 'last sample']

/** A row for each node: of every cell of the grid the judged number, in the unit of its metric, and the verdict. */
export const prepareFleetCsv = ({
  resources,
  nodes,
}: Pick<FleetGrid, 'resources' | 'nodes'>): CsvCell[][] => {
  const columns = resources.flatMap(({ id, aspects }) =>
    ASPECTS.flatMap((aspect) => {
      const { metric, judgedBy } = aspects[aspect]
      return metric === null ? [] : [{ id, aspect, metric, judgedBy }]
    }),
  )
  const heading = [...NODE_COLUMNS, ...columns.flatMap(({ metric }) => [metric, `${metric} verdict`])]
  const rows = nodes.map(({ name, cluster, state, lastSampleMs, cells }): CsvCell[] => [
    name,
    cluster,
    state,
    lastSampleMs === null ? null : new Date(lastSampleMs).toISOString(),
    ...columns.flatMap(({ id, aspect, judgedBy }) => {
      const reading = cells[id]?.[aspect]
      return reading === undefined ? [null, null] : [reading[judgedBy], reading.verdict]
    }),
  ])
  return [heading, ...rows]
}
