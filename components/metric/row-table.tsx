'use client'

import Link from 'next/link'
import { useState } from 'react'
import { CsvDownload } from '@/components/ui/csv-download'
import { formatDateTime } from '@/components/ui/format-time'
import { formatCount, formatLong } from '@/lib/core/format-value'
import { useView } from '@/components/ui/view'
import { VerdictMark } from '@/components/ui/verdict-mark'
import { VERDICT_WORDS } from '@/components/ui/verdict-words'
import { toSearch } from '@/lib/contract/view-state'
import type { HeatMap } from './prepare-heat-map'
import { prepareRowsCsv } from './prepare-rows-csv'

const FIRST_ROWS = 20
const MORE_ROWS = 200

/** The rows of the heat map in their order, as numbers. */
export const RowTable = ({ map, order }: { map: HeatMap; order: Int32Array }) => {
  const [limit, setLimit] = useState(FIRST_ROWS)
  const { nodes, metric } = map.answer
  const worst = metric.higherIsWorse ? 'Highest' : 'Lowest'
  const hasGroups = nodes.group.some((group) => group !== '')
  const rows = Array.from(order.subarray(0, limit))
  return (
    <section className="grid gap-2" aria-labelledby="rows-title">
      <h2 id="rows-title" className="text-base font-semibold">
        Nodes in this order{' '}
        <span className="text-sm font-normal text-muted tabular-nums">
          {formatCount(rows.length)} of {formatCount(order.length)} shown
        </span>
      </h2>
      <CsvDownload title={metric.id} rows={() => prepareRowsCsv(map, order)}>
        Download all {formatCount(order.length)} as CSV
      </CsvDownload>
      <div className="panel overflow-x-auto" tabIndex={0} role="region" aria-label="Nodes as a table">
        <table className="data-table text-xs">
          <thead>
            <tr>
              <th scope="col">Node</th>
              {hasGroups ? <th scope="col">Group</th> : null}
              <th scope="col" className="number">
                {worst}
              </th>
              <th scope="col" className="number">
                Mean
              </th>
              <th scope="col" className="number">
                Last
              </th>
              <th scope="col">Over the threshold since</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <NodeRow key={nodes.id[row]} map={map} row={row} hasGroups={hasGroups} />
            ))}
          </tbody>
        </table>
      </div>
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
    </section>
  )
}

const NodeRow = ({ map, row, hasGroups }: { map: HeatMap; row: number; hasGroups: boolean }) => {
  const [view] = useView()
  const { nodes, metric } = map.answer
  const onsetMs = nodes.onsetMs[row] ?? null
  const verdict = nodes.onsetVerdict[row] ?? null
  return (
    <tr>
      <th scope="row" className="break-all">
        <Link className="link" href={`/nodes/${String(nodes.id[row])}${toSearch(view)}`}>
          {nodes.name[row]}
        </Link>
        {nodes.cluster[row] === '' ? null : <span className="text-muted"> {nodes.cluster[row]}</span>}
      </th>
      {hasGroups ? <td>{nodes.group[row]}</td> : null}
      {[nodes.worst, nodes.mean, nodes.last].map((values, column) => {
        const value = values[row] ?? null
        return (
          <td key={column} className={value === null ? 'number text-muted' : 'number'}>
            {value === null ? 'not measured' : formatLong(value, metric.unit)}
          </td>
        )
      })}
      <td className="whitespace-nowrap">
        {onsetMs === null || verdict === null ? (
          <span className="text-muted">–</span>
        ) : (
          <span className="inline-flex items-center gap-1.5">
            <VerdictMark verdict={verdict} />
            {VERDICT_WORDS[verdict]} since {formatDateTime(onsetMs, view.zone)}
          </span>
        )}
      </td>
    </tr>
  )
}
