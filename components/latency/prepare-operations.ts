import type { CsvCell } from '@/components/ui/download-csv'
import type { Bounded, LatencyOperation } from '@/lib/contract/latency'
import type { OperationSort } from '@/lib/contract/view-choices'

const boundOf = ({ value, low }: Bounded): number => value ?? low

const NUMBERS: Record<Exclude<OperationSort, 'name'>, (row: LatencyOperation) => number | null> = {
  count: ({ count }) => count,
  mean: ({ meanMs }) => meanMs,
  p50: ({ p50 }) => boundOf(p50),
  p99: ({ p99 }) => boundOf(p99),
  max: ({ maxMs }) => maxMs ?? Infinity,
  errors: ({ errorShare }) => errorShare,
}

const nameOf = ({ service, operation, vantage }: LatencyOperation): string =>
  `${service}\n${operation}\n${vantage}`

/** The worst first, or by name; what is not known comes last. */
export const sortOperations = (
  rows: readonly LatencyOperation[],
  sort: OperationSort,
): LatencyOperation[] => {
  const byName = (one: LatencyOperation, other: LatencyOperation) => nameOf(one).localeCompare(nameOf(other))
  if (sort === 'name') return rows.toSorted(byName)
  const valueOf = (row: LatencyOperation) => NUMBERS[sort](row) ?? -1
  return rows.toSorted((one, other) => {
    const [mine, theirs] = [valueOf(one), valueOf(other)]
    return mine === theirs ? byName(one, other) : theirs - mine
  })
}

const QUANTILES = ['p50', 'p90', 'p99', 'p999'] as const

export const operationRows = (rows: readonly LatencyOperation[]): CsvCell[][] => [
  [
    'service',
    'operation',
    'vantage point',
    'observations',
    'per second',
    'min (ms)',
    'mean (ms)',
    'current (ms)',
    'max (ms)',
    ...QUANTILES.flatMap((name) => [`${name} (ms)`, `${name} at least (ms)`, `${name} at most (ms)`]),
    'share of errors',
  ],
  ...rows.map((row) => [
    row.service,
    row.operation,
    row.vantage,
    row.count,
    row.ratePerSecond,
    row.minMs,
    row.meanMs,
    row.currentMs,
    row.maxMs,
    ...QUANTILES.flatMap((name) => [row[name].value, row[name].low, row[name].high]),
    row.errorShare,
  ]),
]
