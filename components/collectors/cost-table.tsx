'use client'

import Link from 'next/link'
import { DataTable, type TableColumn } from '@/components/ui/data-table'
import { useView } from '@/components/ui/view'
import { formatCount, formatCounted } from '@/lib/core/format-value'
import type { CollectorCostAnswer } from '@/lib/contract/collector-cost'
import type { CostSort } from '@/lib/contract/view-choices'
import { toSearch } from '@/lib/contract/view-state'
import { COST_COLUMNS, prepareCostTable, type CostRow } from './prepare-cost'

/** The nodes whose collectors cost most. */
export const CostTable = ({ answer }: { answer: CollectorCostAnswer }) => {
  const [view] = useView()
  const { rows, measured, total } = prepareCostTable(answer, view.costSort)
  const shown = `${formatCount(rows.length)} of ${formatCount(measured)} shown`
  const silent = total - measured
  return (
    <>
      <DataTable label="Cost by node" rows={rows} keyOf={({ id }) => id} columns={useColumns()} />
      <span className="text-xs text-muted">
        {rows.length < measured
          ? `${shown}, ${view.costSort === 'name' ? 'by name' : 'the highest first'}. `
          : null}
        {silent > 0 ? `Of ${formatCounted(silent, 'more node')} no collector tells what it costs.` : null}
      </span>
    </>
  )
}

const useColumns = (): TableColumn<CostRow>[] => {
  const [view, setView] = useView()
  return COST_COLUMNS.map(({ sort, title }) => ({
    title,
    onSort: () => {
      setView({ costSort: sort })
    },
    isNumber: sort !== 'name',
    sorted: view.costSort !== sort ? undefined : sort === 'name' ? 'ascending' : 'descending',
    className: sort === 'name' ? 'break-all' : '',
    cell: (row) => <CostCell sort={sort} row={row} />,
  }))
}

const CostCell = ({ sort, row }: { sort: CostSort; row: CostRow }) => {
  const [view] = useView()
  if (sort === 'name')
    return (
      <Link
        className="link"
        href={`/nodes/${String(row.id)}${toSearch({ ...view, more: 'software' })}#software`}
        title={row.cluster === '' ? undefined : `in ${row.cluster}`}
      >
        {row.name}
      </Link>
    )
  if (sort !== 'cpu') return row.texts[sort]
  return (
    <span className="cost-cell">
      <span className="cost-bar" aria-hidden="true">
        <span style={{ width: `${String(Math.round(100 * row.part))}%` }} />
      </span>
      {row.texts.cpu}
    </span>
  )
}
