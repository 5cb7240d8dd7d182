'use client'

import { useState } from 'react'
import { CsvDownload } from '@/components/ui/csv-download'
import { DataTable, type TableColumn } from '@/components/ui/data-table'
import { PageSection } from '@/components/ui/page-section'
import { useView } from '@/components/ui/view'
import type { ProfilesAnswer } from '@/lib/contract/profiles'
import type { FrameOrder } from '@/lib/contract/view-choices'
import { formatCount } from '@/lib/core/format-value'
import { plainFrame } from '@/lib/core/profiles/frame-name'
import { shareText } from '@/lib/core/profiles/share-text'
import { pointsText } from './flame-words'
import { frameCsvRows, patternOf, prepareFrames, shownOrder, type FrameRow } from './prepare-frames'

const FIRST_ROWS = 20

interface FrameTableProps {
  measured: Pick<ProfilesAnswer, 'frames' | 'flame' | 'framesOf'>
  title: string
}

/** The same in numbers: functions over all their callers. */
export const FrameTable = ({ measured, title }: FrameTableProps) => {
  const [{ frameOrder }] = useView()
  const [isLong, setLong] = useState(false)
  const rows = prepareFrames(measured, frameOrder)
  const isCompared = rows.some(({ selfChange }) => selfChange !== null)
  const shown = isLong ? rows : rows.slice(0, FIRST_ROWS)
  return (
    <PageSection
      title="Functions"
      className="function-table"
      note={`${formatCount(shown.length)} of ${formatCount(measured.framesOf)} shown`}
      actions={
        <>
          {rows.length > FIRST_ROWS ? (
            <button
              type="button"
              className="button-quiet"
              onClick={() => {
                setLong(!isLong)
              }}
            >
              {isLong ? 'Fewer' : `Show ${String(rows.length)}`}
            </button>
          ) : null}
          <CsvDownload title={`${title} functions`} rows={() => frameCsvRows(rows)}>
            CSV<span className="sr-only"> of the functions</span>
          </CsvDownload>
        </>
      }
    >
      <DataTable
        label="Table of functions"
        size="text-sm"
        columns={useColumns(shownOrder(frameOrder, rows), isCompared)}
        rows={shown}
        keyOf={({ name }) => name}
      />
      <p className="text-xs text-muted">
        Self: in the function. Total: in it and all that it called, once for each sample. A press on a name
        finds it in the graph.
      </p>
    </PageSection>
  )
}

interface FrameColumn {
  order: Exclude<FrameOrder, '' | 'name'>
  title: string
  isChange: boolean
  text: (row: FrameRow) => string
}

const COLUMNS: readonly FrameColumn[] = [
  { order: 'self', title: 'Self', isChange: false, text: ({ selfShare }) => shareText(selfShare) },
  {
    order: 'selfChange',
    title: 'Self changed',
    isChange: true,
    text: ({ selfChange }) => changeText(selfChange),
  },
  { order: 'total', title: 'Total', isChange: false, text: ({ totalShare }) => shareText(totalShare) },
  {
    order: 'totalChange',
    title: 'Total changed',
    isChange: true,
    text: ({ totalChange }) => changeText(totalChange),
  },
]

const useColumns = (order: FrameOrder, isCompared: boolean): TableColumn<FrameRow>[] => {
  const [, setView] = useView()
  const sortBy = (own: FrameOrder): Pick<TableColumn<FrameRow>, 'sorted' | 'onSort'> => ({
    sorted: order !== own ? undefined : own === 'name' ? 'ascending' : 'descending',
    onSort: () => {
      setView({ frameOrder: own })
    },
  })
  return [
    {
      title: 'Function',
      ...sortBy('name'),
      className: 'function-name',
      cell: ({ name }) => <FrameName name={name} />,
    },
    ...COLUMNS.filter(({ isChange }) => isCompared || !isChange).map((column) => ({
      title: column.title,
      ...sortBy(column.order),
      isNumber: true,
      cell: column.text,
    })),
  ]
}

const changeText = (change: number | null): string => {
  if (change === null) return ''
  return `${change > 0 ? '▲ ' : change < 0 ? '▼ ' : ''}${pointsText(change)}`
}

const FrameName = ({ name }: { name: string }) => {
  const [, setView] = useView()
  return (
    <button
      type="button"
      className="link"
      onClick={() => {
        setView({ text: patternOf(plainFrame(name)) })
      }}
    >
      {plainFrame(name)}
    </button>
  )
}
