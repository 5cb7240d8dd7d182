'use client'

import Link from 'next/link'
import { memo, type CSSProperties } from 'react'
import { StateMark } from '@/components/ui/state-mark'
import { VerdictMark } from '@/components/ui/verdict-mark'
import { VERDICT_WORDS } from '@/components/ui/verdict-words'
import type { FleetNode } from '@/lib/contract/fleet'
import type { Comparison, ShownValue } from '@/lib/contract/view-choices'
import { CriticalMark } from './critical-mark'
import { firstStops } from './first-stops'
import type { FleetColumn } from './prepare-fleet-columns'
import { prepareFleetRow, type FleetCell, type FleetRow } from './prepare-fleet-row'

interface FleetTableRowProps {
  node: FleetNode
  columns: readonly FleetColumn[]
  show: ShownValue
  compare: Comparison
  nowMs: number
  index: number
  /** The stop that the tab key reaches, when it is in this row. */
  activeStop: number | null
  search: string
  showCluster: boolean
  isPinned: boolean
  /** Its copy above all others. */
  isPinnedOnTop: boolean
}

export const FleetTableRow = memo(function FleetTableRow(props: FleetTableRowProps) {
  const { node, columns, show, compare, nowMs, index, activeStop, search, showCluster } = props
  const row = prepareFleetRow(node, columns, { show, compare }, nowMs)
  const stops = firstStops(row.cells)
  return (
    <tr
      aria-rowindex={index + 3}
      data-row={index}
      data-state={row.state}
      data-pinned={props.isPinnedOnTop}
      className="fleet-row"
    >
      <th scope="row" className="fleet-name" data-indented={node.group !== undefined && !props.isPinnedOnTop}>
        <span className="fleet-name-line">
          <Link
            href={`/nodes/${String(row.id)}${search}`}
            prefetch={false}
            tabIndex={activeStop === 0 ? 0 : -1}
            data-stop={0}
            className="fleet-link"
            title={row.cluster === '' ? row.name : `${row.name} in ${row.cluster}`}
          >
            {row.isCritical ? <CriticalMark /> : null}
            <span className="truncate">{row.name}</span>
            {showCluster ? <span className="fleet-cluster truncate">{row.cluster}</span> : null}
          </Link>
          <PinButton name={row.name} isPinned={props.isPinned} />
        </span>
      </th>
      <td className="fleet-worst">
        <WorstOrState row={row} />
      </td>
      {row.cells.map((cell, at) => (
        <ResourceReadings
          key={cell.id}
          cell={cell}
          isCollapsed={columns[at]?.isCollapsed ?? false}
          firstStop={stops[at] ?? 0}
          activeStop={activeStop}
        />
      ))}
    </tr>
  )
})

/** The key P does the same from anywhere in the row. */
const PinButton = ({ name, isPinned }: { name: string; isPinned: boolean }) => (
  <button
    type="button"
    data-pin="true"
    tabIndex={-1}
    aria-pressed={isPinned}
    className="pin-button"
    title={isPinned ? 'Unpin (P)' : 'Pin on top (P)'}
  >
    <svg viewBox="0 0 10 10" width={11} height={11} aria-hidden="true">
      <path d="M3 .5h4l-.6 3L8.5 6h-7l2.1-2.5ZM5 6v3.5" />
    </svg>
    <span className="sr-only">Pin {name}</span>
  </button>
)

/** The mark and the time say it already where there is room for the reading or the word, not both. */
const BESIDE_A_READING = 'sr-only min-[2200px]:not-sr-only'

const WorstOrState = ({ row }: { row: FleetRow }) => (
  <span className="flex items-center gap-1.5 overflow-hidden">
    {row.silence === null ? null : (
      <span className="state-badge" data-state={row.state}>
        <StateMark state={row.state} />
        <span className={`state-word ${row.worst === null ? '' : BESIDE_A_READING}`}>{row.state}</span>
        {row.silence}
      </span>
    )}
    {row.worst === null ? null : (
      <span className="flex min-w-0 items-center gap-1" data-verdict={row.worst.verdict}>
        <VerdictMark verdict={row.worst.verdict} />
        <span className="truncate">{row.worst.text}</span>
        <span className="sr-only">{VERDICT_WORDS[row.worst.verdict]}</span>
      </span>
    )}
    {row.worst === null && row.silence === null ? <span className="text-muted">{row.calm}</span> : null}
  </span>
)

interface FillStyle extends CSSProperties {
  '--fill': number
}

const fillStyle = (fill: number | null): FillStyle | undefined =>
  fill === null ? undefined : { '--fill': fill }

interface ResourceReadingsProps {
  cell: FleetCell
  isCollapsed: boolean
  firstStop: number
  activeStop: number | null
}

const ResourceReadings = ({ cell, isCollapsed, firstStop, activeStop }: ResourceReadingsProps) => {
  if (isCollapsed) {
    return (
      <td
        className="reading reading-strip group-start"
        data-verdict={cell.stripVerdict}
        data-column={cell.id}
        data-stop={firstStop}
        tabIndex={activeStop === firstStop ? 0 : -1}
        aria-label={`${cell.title}: ${VERDICT_WORDS[cell.stripVerdict]}`}
      />
    )
  }
  return cell.readings.map((reading, at) => (
    <td
      key={reading.aspect}
      className={at === 0 ? 'reading group-start' : 'reading'}
      data-verdict={reading.verdict}
      data-column={cell.id}
      data-aspect={reading.aspect}
      data-stop={reading.stop === null ? undefined : firstStop + reading.stop}
      tabIndex={reading.stop === null ? undefined : activeStop === firstStop + reading.stop ? 0 : -1}
      data-quiet={reading.isQuiet}
      aria-label={reading.label}
      style={fillStyle(reading.fill)}
    >
      {reading.text}
    </td>
  ))
}
