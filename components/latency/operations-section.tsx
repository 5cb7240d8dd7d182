'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { CsvDownload } from '@/components/ui/csv-download'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { useView } from '@/components/ui/view'
import type { LatencyOperation, LatencyOperationsAnswer } from '@/lib/contract/latency'
import type { OperationSort } from '@/lib/contract/view-choices'
import { formatCount, formatLong } from '@/lib/core/format-value'
import { NO_SELECTION } from './box-selection'
import { formatBounded, formatLatency, formatShare } from './format-latency'
import { operationRows, sortOperations } from './prepare-operations'

/** Who answers how fast; a press on a row shows it alone. */
export const OperationsSection = ({ query }: { query: UseQueryResult<LatencyOperationsAnswer> }) => {
  const [{ operationSort }] = useView()
  const { data, error } = query
  if (data === undefined)
    return error === null ? (
      <div role="status" className="skeleton mx-4 h-40">
        <span className="sr-only">Loading the operations</span>
      </div>
    ) : (
      <ProblemPanel
        title="The operations cannot be shown"
        error={error}
        onRetry={() => {
          void query.refetch()
        }}
      />
    )
  const rows = sortOperations(data.operations, operationSort)
  return (
    <section className="grid gap-2 px-4 pb-8" aria-labelledby="operations-title">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 id="operations-title" className="font-semibold">
          Operations
        </h2>
        <span className="text-sm text-muted">
          {data.shown < data.total
            ? `${formatCount(data.shown)} of ${formatCount(data.total)} shown, those with most observations`
            : `${formatCount(data.total)} in this window`}
        </span>
        <CsvDownload title="operations" rows={() => operationRows(rows)}>
          CSV
        </CsvDownload>
      </div>
      {rows.length === 0 ? (
        <p className="text-sm text-muted">Nothing was observed in this window.</p>
      ) : (
        <div className="panel overflow-x-auto" tabIndex={0} role="region" aria-label="Operations as a table">
          <table className="data-table text-xs">
            <OperationsHead />
            <tbody>
              {rows.map((row) => (
                <OperationRow key={JSON.stringify([row.service, row.operation, row.vantage])} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

const COLUMNS: readonly { title: string; sort: OperationSort | null }[] = [
  { title: 'Rate', sort: 'count' },
  { title: 'Min', sort: null },
  { title: 'Mean', sort: 'mean' },
  { title: 'Current', sort: null },
  { title: 'p50', sort: 'p50' },
  { title: 'p90', sort: null },
  { title: 'p99', sort: 'p99' },
  { title: 'p99.9', sort: null },
  { title: 'Max', sort: 'max' },
  { title: 'Errors', sort: 'errors' },
]

const OperationsHead = () => (
  <thead>
    <tr>
      <SortHead title="Operation" sort="name" isNumber={false} />
      {COLUMNS.map(({ title, sort }) =>
        sort === null ? (
          <th key={title} scope="col" className="number">
            {title}
          </th>
        ) : (
          <SortHead key={title} title={title} sort={sort} isNumber />
        ),
      )}
    </tr>
  </thead>
)

const SortHead = ({ title, sort, isNumber }: { title: string; sort: OperationSort; isNumber: boolean }) => {
  const [{ operationSort }, setView] = useView()
  const isSorted = operationSort === sort
  return (
    <th
      scope="col"
      className={isNumber ? 'number' : ''}
      aria-sort={isSorted ? (sort === 'name' ? 'ascending' : 'descending') : undefined}
    >
      <button
        type="button"
        className="table-sort"
        onClick={() => {
          setView({ operationSort: sort })
        }}
      >
        {title}
        {isSorted ? <span aria-hidden="true">{sort === 'name' ? ' ▴' : ' ▾'}</span> : null}
      </button>
    </th>
  )
}

const OperationRow = ({ row }: { row: LatencyOperation }) => {
  const [view, setView] = useView()
  const { service, operation, vantage } = row
  const isShown = view.service === service && view.operation === operation && view.vantage === vantage
  const quantiles = [row.p50, row.p90, row.p99, row.p999]
  return (
    <tr data-shown={isShown} className="operation-row">
      <th scope="row" className="break-all">
        <button
          type="button"
          className="link text-left"
          aria-pressed={isShown}
          onClick={() => {
            const change = isShown
              ? { service: '', operation: '', vantage: '' }
              : { service, operation, vantage, panels: '' as const }
            setView({ ...change, ...NO_SELECTION })
          }}
        >
          {[service, operation].filter((part) => part !== '').join(' · ') || 'unnamed'}
        </button>
        {vantage === '' ? null : <span className="text-muted"> from {vantage}</span>}
      </th>
      <td className="number">{formatLong(row.ratePerSecond, 'per_second')}</td>
      <td className="number">{formatLatency(row.minMs)}</td>
      <td className="number">{msText(row.meanMs)}</td>
      <td className="number">{msText(row.currentMs)}</td>
      {quantiles.map((quantile, index) => (
        <td key={index} className="number">
          {formatBounded(quantile)}
        </td>
      ))}
      <td className="number">{row.maxMs === null ? 'no bound' : formatLatency(row.maxMs)}</td>
      <td className="number">
        {row.errorShare === null ? <span className="text-muted">not told</span> : formatShare(row.errorShare)}
      </td>
    </tr>
  )
}

const msText = (ms: number | null): string => (ms === null ? '–' : formatLatency(ms))
