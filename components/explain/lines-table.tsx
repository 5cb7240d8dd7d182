import Link from 'next/link'
import { DataTable, type TableColumn } from '@/components/ui/data-table'
import type { Window } from '@/lib/core/series'
import { WorstDevices } from './worst-devices'
import type { ExplainLine } from './explain-line'

interface LinesTableProps {
  /** What was explained. */
  window: Window
  lines: readonly ExplainLine[]
  /** What the first column holds, and what the table is of. */
  heading: string
  label: string
  empty: string
}

/** One row each: what, how strongly, and why in one sentence; what is ordinary stays pale. */
export const LinesTable = ({ window, lines, heading, label, empty }: LinesTableProps) =>
  lines.length === 0 ? (
    <p className="text-sm text-muted">{empty}</p>
  ) : (
    <DataTable
      label={`${label}, by weight`}
      size="text-base"
      tableClassName="explain-table"
      columns={columnsOf(heading, window)}
      rows={lines}
      keyOf={({ key }) => key}
      markOf={({ standsOut }) => (standsOut ? undefined : 'ordinary')}
    />
  )

const columnsOf = (heading: string, window: Window): TableColumn<ExplainLine>[] => [
  {
    title: heading,
    cell: ({ href, title, place }) => (
      <>
        <Link className="link" href={href}>
          {title}
        </Link>
        <span className="explain-place">{place}</span>
      </>
    ),
  },
  {
    title: 'Weight',
    cell: ({ weight }) => (
      <>
        <meter className="sr-only" min={0} max={1} value={weight} aria-label="Weight" />
        <span className="explain-weight" aria-hidden="true">
          <i style={{ width: `${String(Math.round(100 * weight))}%` }} />
        </span>
      </>
    ),
  },
  { title: 'Since', className: 'explain-since', cell: ({ since }) => since },
  {
    title: 'Why',
    cell: ({ sentence, devices }) => (
      <>
        {sentence}
        {devices === null ? null : <WorstDevices of={devices} window={window} />}
      </>
    ),
  },
]
