'use client'

import Link from 'next/link'
import { useState } from 'react'
import { CsvDownload } from '@/components/ui/csv-download'
import { DataTable, type TableColumn } from '@/components/ui/data-table'
import { PageSection } from '@/components/ui/page-section'
import { formatDateTime } from '@/components/ui/format-time'
import { formatCount, formatLong } from '@/lib/core/format-value'
import { useView } from '@/components/ui/view'
import { VerdictMark } from '@/components/ui/verdict-mark'
import { VERDICT_WORDS } from '@/components/ui/verdict-words'
import { toSearch } from '@/lib/contract/view-state'
import type { Unit } from '@/lib/core/checklist/types'
import type { HeatMap } from './prepare-heat-map'
import { prepareRowsCsv } from './prepare-rows-csv'

const FIRST_ROWS = 20
const MORE_ROWS = 200

/** The rows of the heat map in their order, as numbers. */
export const RowTable = ({ map, order }: { map: HeatMap; order: Int32Array }) => {
  const [limit, setLimit] = useState(FIRST_ROWS)
  const { nodes, metric } = map.answer
  const hasGroups = nodes.group.some((group) => group !== '')
  const rows = Array.from(order.subarray(0, limit))
  return (
    <PageSection
      title="Nodes in this order"
      note={`${formatCount(rows.length)} of ${formatCount(order.length)} shown`}
      actions={
        <CsvDownload title={metric.id} rows={() => prepareRowsCsv(map, order)}>
          CSV<span className="sr-only"> of all {formatCount(order.length)} nodes</span>
        </CsvDownload>
      }
    >
      <DataTable
        label="Nodes as a table"
        rows={rows}
        keyOf={(row) => nodes.id[row] ?? row}
        columns={[
          { title: 'Node', className: 'break-all', cell: (row) => <NodeName map={map} row={row} /> },
          ...(hasGroups ? [{ title: 'Group', cell: (row: number) => nodes.group[row] }] : []),
          valueColumn(metric.higherIsWorse ? 'Highest' : 'Lowest', nodes.worst, metric.unit),
          valueColumn('Mean', nodes.mean, metric.unit),
          valueColumn('Last', nodes.last, metric.unit),
          {
            title: 'Over the threshold since',
            className: 'whitespace-nowrap',
            cell: (row) => <Onset map={map} row={row} />,
          },
        ]}
      />
      {limit >= order.length ? null : (
        <button
          type="button"
          className="button-quiet justify-self-start"
          onClick={() => {
            setLimit(limit + MORE_ROWS)
          }}
        >
          Show {formatCount(Math.min(MORE_ROWS, order.length - limit))} more
        </button>
      )}
    </PageSection>
  )
}

interface RowProps {
  map: HeatMap
  /** Its number in the answer. */
  row: number
}

const NodeName = ({ map: { answer }, row }: RowProps) => {
  const [view] = useView()
  const { id, name, cluster } = answer.nodes
  return (
    <>
      <Link className="link" href={`/nodes/${String(id[row])}${toSearch(view)}`}>
        {name[row]}
      </Link>
      {cluster[row] === '' ? null : <span className="text-muted"> {cluster[row]}</span>}
    </>
  )
}

const valueColumn = (title: string, values: readonly (number | null)[], unit: Unit): TableColumn<number> => ({
  title,
  isNumber: true,
  className: (row) => ((values[row] ?? null) === null ? 'text-muted' : ''),
  cell: (row) => {
    const value = values[row] ?? null
    return value === null ? 'not measured' : formatLong(value, unit)
  },
})

const Onset = ({ map: { answer }, row }: RowProps) => {
  const [{ zone }] = useView()
  const onsetMs = answer.nodes.onsetMs[row] ?? null
  const verdict = answer.nodes.onsetVerdict[row] ?? null
  if (onsetMs === null || verdict === null) return <span className="text-muted">–</span>
  return (
    <span className="inline-flex items-center gap-1.5">
      <VerdictMark verdict={verdict} />
      {VERDICT_WORDS[verdict]} since {formatDateTime(onsetMs, zone)}
    </span>
  )
}
