'use client'

import { CsvDownload } from '@/components/ui/csv-download'
import { DataTable, type TableColumn } from '@/components/ui/data-table'
import type { CsvCell } from '@/components/ui/download-csv'
import { formatDateTime } from '@/components/ui/format-time'
import { useView } from '@/components/ui/view'
import type { LatencyAnswer } from '@/lib/contract/latency'
import { formatCount } from '@/lib/core/format-value'
import { formatBounded, formatLatency, quantileTitle } from './format-latency'
import type { DrawnPanel } from './prepare-panel'

interface QuantileTableProps {
  panel: DrawnPanel
  answer: LatencyAnswer
}

const SHOWN_STEPS = 30

const timeOf = ({ startMs, stepMs }: LatencyAnswer, step: number): number => startMs + step * stepMs

/** What the picture shows, as numbers: the newest steps here, all of them in the file. */
export const QuantileTable = ({ panel: { panel, title }, answer }: QuantileTableProps) => {
  const [{ zone }] = useView()
  const told = panel.counts.flatMap((count, step) => (count === null ? [] : [step])).toReversed()
  const shown = told.slice(0, SHOWN_STEPS)
  return (
    <details className="clock-details">
      <summary>
        As a table{' '}
        <span className="text-muted">
          {shown.length < told.length
            ? `the newest ${String(shown.length)} of ${formatCount(told.length)} steps`
            : `${formatCount(told.length)} steps`}
        </span>
      </summary>
      <CsvDownload title={`latency ${title}`} rows={() => quantileRows(panel, answer)}>
        Download all {formatCount(told.length)} as CSV
      </CsvDownload>
      <DataTable
        label={`Quantiles, ${title}`}
        rows={shown}
        keyOf={(step) => step}
        columns={[
          { title: 'From', cell: (step) => formatDateTime(timeOf(answer, step), zone) },
          { title: 'Observations', isNumber: true, cell: (step) => formatCount(panel.counts[step] ?? 0) },
          { title: 'Mean', isNumber: true, cell: (step) => latencyOrNone(panel.meanMs[step] ?? null) },
          ...panel.quantiles.map(quantileColumn),
        ]}
      />
    </details>
  )
}

const latencyOrNone = (latencyMs: number | null): string =>
  latencyMs === null ? '–' : formatLatency(latencyMs)

type PanelQuantile = DrawnPanel['panel']['quantiles'][number]

/** Each row is a step. */
const quantileColumn = ({ quantile, value, low, high }: PanelQuantile): TableColumn<number> => ({
  title: quantileTitle(quantile),
  isNumber: true,
  cell: (step) => {
    const least = low[step] ?? null
    return least === null
      ? '–'
      : formatBounded({ value: value[step] ?? null, low: least, high: high[step] ?? null })
  },
})

const quantileRows = (
  { counts, meanMs, quantiles }: DrawnPanel['panel'],
  answer: LatencyAnswer,
): CsvCell[][] => [
  [
    'from (UTC)',
    'observations',
    'mean (ms)',
    ...quantiles.flatMap(({ quantile }) =>
      ['', ' at least', ' at most'].map((bound) => `${quantileTitle(quantile)}${bound} (ms)`),
    ),
  ],
  ...counts.map((count, step) => [
    new Date(timeOf(answer, step)).toISOString(),
    count,
    meanMs[step] ?? null,
    ...quantiles.flatMap(({ value, low, high }) => [
      value[step] ?? null,
      low[step] ?? null,
      high[step] ?? null,
    ]),
  ]),
]
