'use client'

import { CsvDownload } from '@/components/ui/csv-download'
import { DataTable, type TableColumn } from '@/components/ui/data-table'
import { formatCount } from '@/lib/core/format-value'
import type { CorrelationsAnswer } from '@/lib/contract/correlations'
import { chanceText, coefficientText, lagText, pairCsvRows } from './prepare-pairs'

const COLUMNS: readonly TableColumn<CorrelationsAnswer['pairs'][number]>[] = [
  { title: 'Node', cell: ({ name }) => name },
  { title: 'Metric', cell: ({ resourceTitle, title }) => `${resourceTitle} · ${title}` },
  { title: 'Coefficient', isNumber: true, cell: ({ coefficient }) => coefficientText(coefficient) },
  { title: 'When', cell: ({ lagSeconds }) => lagText(lagSeconds) },
  { title: 'Steps', isNumber: true, cell: ({ n }) => formatCount(n) },
  { title: 'Worth', isNumber: true, cell: ({ effectiveN }) => formatCount(effectiveN) },
  { title: 'By chance', isNumber: true, cell: ({ pValue }) => chanceText(pValue) },
]

/** The same pairs in numbers. */
/** The same pairs in numbers. */
export const PairTable = ({ answer: { pairs, target } }: { answer: CorrelationsAnswer }) => (
  <details>
    <summary className="text-sm text-muted">The same as a table</summary>
    <DataTable
      label="What moves with it"
      size="text-sm"
      className="overflow-x-auto"
      rows={pairs}
      keyOf={(pair) => `${String(pair.node)} ${pair.metric}`}
      columns={COLUMNS}
    />
    <p className="text-xs text-muted">
      Worth: how many independent steps so many steps are, because each resembles the one before. By chance:
      how often so strong a coefficient comes up within these lags where nothing is related.
    </p>
    <CsvDownload title={`${target.name} correlations`} rows={() => pairCsvRows(pairs)}>
      CSV<span className="sr-only"> of the correlations</span>
    </CsvDownload>
  </details>
)
