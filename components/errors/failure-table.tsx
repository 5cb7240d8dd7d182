'use client'

import { CsvDownload } from '@/components/ui/csv-download'
import { DataTable, type TableColumn } from '@/components/ui/data-table'
import { PageSection } from '@/components/ui/page-section'
import type { FailuresAnswer } from '@/lib/contract/failures'
import { formatCount, formatLong } from '@/lib/core/format-value'
import { FillKey } from './fill-patterns'
import { failureRows, type Stack, type StackPart } from './prepare-failures'

/** What fails how often; the fill is that of the chart. */
export const FailureTable = ({ answer, stack }: { answer: FailuresAnswer; stack: Stack }) => {
  const { by, other } = answer
  return (
    <PageSection
      title={`By ${by}`}
      note={
        other === null
          ? formatCount(stack.parts.length)
          : `${formatCount(answer.series.length)} of ${formatCount(answer.series.length + other.values)} shown, the rest as one`
      }
      actions={
        <CsvDownload title={`errors by ${by}`} rows={() => failureRows(answer)}>
          CSV<span className="sr-only"> of the failures</span>
        </CsvDownload>
      }
    >
      <DataTable
        label={`Failures by ${by}`}
        columns={columnsOf(answer)}
        rows={stack.parts}
        keyOf={({ key }) => key}
      />
    </PageSection>
  )
}

const columnsOf = ({ by, window, stepMs }: FailuresAnswer): TableColumn<StackPart>[] => {
  const seconds = (window.toMs - window.fromMs) / 1000
  const rateText = (rate: number): string => formatLong(rate, 'per_second')
  return [
    {
      title: by,
      cell: ({ fill, name }) => (
        <span className="flex items-center gap-2">
          <FillKey fill={fill} />
          <span className="break-all">{name}</span>
        </span>
      ),
    },
    { title: 'Failures', isNumber: true, cell: ({ series }) => formatCount(Math.round(series.total)) },
    {
      title: 'Share',
      isNumber: true,
      cell: ({ series: { share } }) => (share === null ? '–' : formatLong(share, 'ratio')),
    },
    { title: 'Mean rate', isNumber: true, cell: ({ series }) => rateText(series.total / seconds) },
    {
      title: 'Highest',
      isNumber: true,
      cell: ({ series }) =>
        rateText((Math.max(0, ...series.counts.map((count) => count ?? 0)) * 1000) / stepMs),
    },
  ]
}
