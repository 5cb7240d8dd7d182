'use client'

import Link from 'next/link'
import { useState } from 'react'
import { CsvDownload } from '@/components/ui/csv-download'
import { DataTable, type TableColumn } from '@/components/ui/data-table'
import { formatCount } from '@/lib/core/format-value'
import { useView } from '@/components/ui/view'
import type { ClockNode } from '@/lib/contract/clock'
import { printMinute } from '@/lib/contract/clock-band-text'
import { toSearch } from '@/lib/contract/view-state'
import { drawnMetric, type ClockMap } from './prepare-clock'
import { prepareClockCsv } from './prepare-clock-csv'
import { valueText } from './prepare-clock-readout'

const FIRST_ROWS = 10
const MORE_ROWS = 200
const BIN_MINUTES = 5

/** The rows of the clock in their order, as numbers. */
export const ClockTable = ({ map, order }: { map: ClockMap; order: Int32Array }) => {
  const [limit, setLimit] = useState(FIRST_ROWS)
  const columns = useClockColumns(map)
  const rows = Array.from(order.subarray(0, limit)).flatMap((row) => {
    const node = map.answer.nodes[row]
    return node === undefined
      ? []
      : [{ ...node, peak: map.peaks[row] ?? null, worst: map.rows[row]?.worst ?? null }]
  })
  return (
    <details className="clock-details">
      <summary>
        As a table <span className="text-muted">{formatCount(order.length)} nodes in this order</span>
      </summary>
      <CsvDownload title={map.answer.metric} rows={() => prepareClockCsv(map, order)}>
        Download all {formatCount(order.length)} as CSV
      </CsvDownload>
      <DataTable label="Nodes as a table" rows={rows} keyOf={({ node }) => node} columns={columns} />
      {limit >= order.length ? null : (
        <button
          type="button"
          className="button-quiet justify-self-start"
          onClick={() => {
            setLimit(limit + MORE_ROWS)
          }}
        >
          {formatCount(rows.length)} of {formatCount(order.length)} shown: show{' '}
          {formatCount(Math.min(MORE_ROWS, order.length - limit))} more
        </button>
      )}
    </details>
  )
}

interface ClockRow extends ClockNode {
  peak: number | null
  worst: number | null
}

const useClockColumns = (map: ClockMap): TableColumn<ClockRow>[] => {
  const [view] = useView()
  const { answer, drawn } = map
  return [
    {
      title: 'Node',
      className: 'break-all',
      cell: ({ node, name, group }) => (
        <>
          <Link className="link" href={`/nodes/${String(node)}${toSearch(view)}`}>
            {name}
          </Link>
          {group === '' ? null : <span className="text-muted"> {group}</span>}
        </>
      ),
    },
    {
      title: 'Peaks around',
      className: 'whitespace-nowrap',
      cell: ({ peak }) =>
        peak === null ? (
          <span className="text-muted">no time stands out</span>
        ) : (
          `${printMinute(peak * BIN_MINUTES)} ${answer.tz}`
        ),
    },
    { title: `${drawn.title}, highest`, isNumber: true, cell: ({ worst }) => valueText(worst, drawn) },
    {
      title: 'Own threshold',
      isNumber: true,
      cell: ({ threshold }) => valueText(threshold, drawnMetric(answer.metric, '')),
    },
  ]
}
