'use client'

import { useState } from 'react'
import { CsvDownload } from '@/components/ui/csv-download'
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
    <section className="function-table grid min-w-0 gap-2" aria-labelledby="functions-title">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 id="functions-title" className="font-semibold">
          Functions
        </h2>
        <p className="text-sm text-muted">
          {formatCount(shown.length)} of {formatCount(measured.framesOf)} shown
        </p>
        <span className="ml-auto flex gap-2">
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
          <CsvDownload title={`${title} functions`} rows={() => frameCsvRows(rows)} className="button-quiet">
            CSV<span className="sr-only"> of the functions</span>
          </CsvDownload>
        </span>
      </div>
      <div
        className="panel relative overflow-x-auto"
        tabIndex={0}
        role="region"
        aria-label="Table of functions"
      >
        <table className="data-table text-sm">
          <Head order={shownOrder(frameOrder, rows)} isCompared={isCompared} />
          <tbody>
            {shown.map((row) => (
              <Row key={row.name} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="text-xs text-muted">
        Self: in the function. Total: in it and all that it called, once for each sample. A press on a name
        finds it in the graph.
      </p>
    </section>
  )
}

const COLUMNS: readonly { order: Exclude<FrameOrder, ''>; title: string; isChange: boolean }[] = [
  { order: 'name', title: 'Function', isChange: false },
  { order: 'self', title: 'Self', isChange: false },
  { order: 'selfChange', title: 'Self changed', isChange: true },
  { order: 'total', title: 'Total', isChange: false },
  { order: 'totalChange', title: 'Total changed', isChange: true },
]

const Head = ({ order, isCompared }: { order: FrameOrder; isCompared: boolean }) => {
  const [, setView] = useView()
  return (
    <thead>
      <tr>
        {COLUMNS.filter(({ isChange }) => isCompared || !isChange).map((column) => (
          <th
            key={column.order}
            scope="col"
            className={column.order === 'name' ? undefined : 'number'}
            aria-sort={order !== column.order ? 'none' : column.order === 'name' ? 'ascending' : 'descending'}
          >
            <button
              type="button"
              className="table-sort"
              onClick={() => {
                setView({ frameOrder: column.order })
              }}
            >
              {column.title}
              {order === column.order ? <span aria-hidden="true"> ▾</span> : null}
            </button>
          </th>
        ))}
      </tr>
    </thead>
  )
}

const changeText = (change: number): string =>
  `${change > 0 ? '▲ ' : change < 0 ? '▼ ' : ''}${pointsText(change)}`

const Row = ({ row }: { row: FrameRow }) => {
  const [, setView] = useView()
  return (
    <tr>
      <th scope="row" className="function-name">
        <button
          type="button"
          className="link"
          onClick={() => {
            setView({ text: patternOf(plainFrame(row.name)) })
          }}
        >
          {plainFrame(row.name)}
        </button>
      </th>
      <td className="number">{shareText(row.selfShare)}</td>
      {row.selfChange === null ? null : <td className="number">{changeText(row.selfChange)}</td>}
      <td className="number">{shareText(row.totalShare)}</td>
      {row.totalChange === null ? null : <td className="number">{changeText(row.totalChange)}</td>}
    </tr>
  )
}
