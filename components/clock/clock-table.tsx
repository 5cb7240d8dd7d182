'use client'

import Link from 'next/link'
import { useState } from 'react'
import { CsvDownload } from '@/components/ui/csv-download'
import { formatCount } from '@/lib/core/format-value'
import { useView } from '@/components/ui/view'
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
  const rows = Array.from(order.subarray(0, limit))
  return (
    <details className="clock-details">
      <summary>
        As a table <span className="text-muted">{formatCount(order.length)} nodes in this order</span>
      </summary>
      <CsvDownload title={map.answer.metric} rows={() => prepareClockCsv(map, order)}>
        Download all {formatCount(order.length)} as CSV
      </CsvDownload>
      <div className="panel overflow-x-auto" tabIndex={0} role="region" aria-label="Nodes as a table">
        <table className="data-table text-xs">
          <thead>
            <tr>
              <th scope="col">Node</th>
              <th scope="col">Peaks around</th>
              <th scope="col" className="number">
                {map.drawn.title}, highest
              </th>
              <th scope="col" className="number">
                Own threshold
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <ClockRow key={map.answer.nodes[row]?.node} map={map} row={row} />
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
          {formatCount(rows.length)} of {formatCount(order.length)} shown: show{' '}
          {formatCount(Math.min(MORE_ROWS, order.length - limit))} more
        </button>
      )}
    </details>
  )
}

const ClockRow = ({ map, row }: { map: ClockMap; row: number }) => {
  const [view] = useView()
  const node = map.answer.nodes[row]
  const peak = map.peaks[row] ?? null
  if (node === undefined) return null
  return (
    <tr>
      <th scope="row" className="break-all">
        <Link className="link" href={`/nodes/${String(node.node)}${toSearch(view)}`}>
          {node.name}
        </Link>
        {node.group === '' ? null : <span className="text-muted"> {node.group}</span>}
      </th>
      <td className="whitespace-nowrap">
        {peak === null ? (
          <span className="text-muted">no time stands out</span>
        ) : (
          `${printMinute(peak * BIN_MINUTES)} ${map.answer.tz}`
        )}
      </td>
      <td className="number">{valueText(map.rows[row]?.worst ?? null, map.drawn)}</td>
      <td className="number">{valueText(node.threshold, drawnMetric(map.answer.metric, ''))}</td>
    </tr>
  )
}
