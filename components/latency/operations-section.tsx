'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { CsvDownload } from '@/components/ui/csv-download'
import { DataTable, type TableColumn } from '@/components/ui/data-table'
import { PageSection } from '@/components/ui/page-section'
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
  return (
    <div className="px-4 pb-8">
      <Operations answer={data} rows={sortOperations(data.operations, operationSort)} />
    </div>
  )
}

interface OperationsProps {
  answer: LatencyOperationsAnswer
  rows: readonly LatencyOperation[]
}

const Operations = ({ answer: { shown, total }, rows }: OperationsProps) => {
  const [view] = useView()
  const columns = useColumns()
  return (
    <PageSection
      title="Operations"
      note={
        shown < total
          ? `${formatCount(shown)} of ${formatCount(total)} shown, those with most observations`
          : `${formatCount(total)} in this window`
      }
      actions={
        <CsvDownload title="operations" rows={() => operationRows(rows)}>
          CSV<span className="sr-only"> of the operations</span>
        </CsvDownload>
      }
    >
      {rows.length === 0 ? (
        <p className="panel p-4 text-sm text-muted">Nothing was observed in this window.</p>
      ) : (
        <DataTable
          label="Operations as a table"
          columns={columns}
          rows={rows}
          keyOf={({ service, operation, vantage }) => JSON.stringify([service, operation, vantage])}
          markOf={(row) => (isShown(row, view) ? 'chosen' : undefined)}
        />
      )}
    </PageSection>
  )
}

interface OperationColumn {
  title: string
  sort: OperationSort | null
  text: (row: LatencyOperation) => string
}

const COLUMNS: readonly OperationColumn[] = [
  { title: 'Rate', sort: 'count', text: ({ ratePerSecond }) => formatLong(ratePerSecond, 'per_second') },
  { title: 'Min', sort: null, text: ({ minMs }) => formatLatency(minMs) },
  { title: 'Mean', sort: 'mean', text: ({ meanMs }) => msText(meanMs) },
  { title: 'Current', sort: null, text: ({ currentMs }) => msText(currentMs) },
  { title: 'p50', sort: 'p50', text: ({ p50 }) => formatBounded(p50) },
  { title: 'p90', sort: null, text: ({ p90 }) => formatBounded(p90) },
  { title: 'p99', sort: 'p99', text: ({ p99 }) => formatBounded(p99) },
  { title: 'p99.9', sort: null, text: ({ p999 }) => formatBounded(p999) },
  { title: 'Max', sort: 'max', text: ({ maxMs }) => (maxMs === null ? 'no bound' : formatLatency(maxMs)) },
  {
    title: 'Errors',
    sort: 'errors',
    text: ({ errorShare }) => (errorShare === null ? 'not told' : formatShare(errorShare)),
  },
]

const useColumns = (): TableColumn<LatencyOperation>[] => {
  const [{ operationSort }, setView] = useView()
  const sortBy = (sort: OperationSort | null): Pick<TableColumn<LatencyOperation>, 'sorted' | 'onSort'> =>
    sort === null
      ? {}
      : {
          sorted: operationSort !== sort ? undefined : sort === 'name' ? 'ascending' : 'descending',
          onSort: () => {
            setView({ operationSort: sort })
          },
        }
  return [
    {
      title: 'Operation',
      ...sortBy('name'),
      className: 'break-all',
      cell: (row) => <OperationName row={row} />,
    },
    ...COLUMNS.map(({ title, sort, text }) => ({ title, ...sortBy(sort), isNumber: true, cell: text })),
  ]
}

type Shown = Pick<LatencyOperation, 'service' | 'operation' | 'vantage'>

const isShown = (row: Shown, view: Shown): boolean =>
  view.service === row.service && view.operation === row.operation && view.vantage === row.vantage

/** A press on it shows it alone, another one all. */
const OperationName = ({ row }: { row: LatencyOperation }) => {
  const [view, setView] = useView()
  const { service, operation, vantage } = row
  const isAlone = isShown(row, view)
  return (
    <>
      <button
        type="button"
        className="link text-left"
        aria-pressed={isAlone}
        onClick={() => {
          const change = isAlone
            ? { service: '', operation: '', vantage: '' }
            : { service, operation, vantage, panels: '' as const }
          setView({ ...change, ...NO_SELECTION })
        }}
      >
        {[service, operation].filter((part) => part !== '').join(' · ') || 'unnamed'}
      </button>
      {vantage === '' ? null : <span className="text-muted"> from {vantage}</span>}
    </>
  )
}

const msText = (ms: number | null): string => (ms === null ? '–' : formatLatency(ms))
