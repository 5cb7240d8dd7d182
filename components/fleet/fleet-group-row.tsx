'use client'

import { memo, type CSSProperties } from 'react'
import { StateMark } from '@/components/ui/state-mark'
import { VerdictMark } from '@/components/ui/verdict-mark'
import { VERDICT_WORDS } from '@/components/ui/verdict-words'
import type { FleetGroup } from '@/lib/contract/fleet'
import type { Comparison, ShownValue } from '@/lib/contract/view-choices'
import { CriticalMark } from './critical-mark'
import { firstStops } from './first-stops'
import type { FleetColumn } from './prepare-fleet-columns'
import { prepareGroupRow, type GroupReading, type GroupRow, type VerdictShares } from './prepare-group-row'

interface FleetGroupRowProps {
  group: FleetGroup
  /** The label that the fleet is grouped by. */
  by: string
  columns: readonly FleetColumn[]
  show: ShownValue
  compare: Comparison
  isOpen: boolean
  index: number
  activeStop: number | null
}

export const FleetGroupRow = memo(function FleetGroupRow(props: FleetGroupRowProps) {
  const { group, by, columns, show, compare, isOpen, index, activeStop } = props
  const row = prepareGroupRow(group, by, columns, { show, compare })
  const stops = firstStops(row.cells)
  return (
    <tr aria-rowindex={index + 3} data-row={index} className="fleet-row fleet-group">
      <th scope="row" className="fleet-name">
        <button
          type="button"
          className="group-toggle"
          aria-expanded={isOpen}
          tabIndex={activeStop === 0 ? 0 : -1}
          data-stop={0}
          title={`${by}: ${row.title}`}
        >
          <span className="group-caret" aria-hidden="true" />
          {row.isCritical ? <CriticalMark /> : null}
          <span className="truncate">{row.title}</span>
          <span className="group-count">
            {row.count}
            <span className="sr-only"> nodes</span>
          </span>
        </button>
      </th>
      <td className="fleet-worst">
        <GroupTallies row={row} />
      </td>
      {row.cells.map((cell, at) =>
        cell.isCollapsed ? (
          <td
            key={cell.id}
            className="reading reading-strip group-start"
            data-verdict={cell.readings[0]?.verdict}
            data-column={cell.id}
            data-stop={stops[at]}
            tabIndex={activeStop === stops[at] ? 0 : -1}
            aria-label={`${cell.title}: ${VERDICT_WORDS.unmeasured}`}
          />
        ) : (
          cell.readings.map((reading, place) => (
            <GroupCell
              key={reading.aspect}
              reading={reading}
              column={cell.id}
              isFirst={place === 0}
              stop={reading.stop === null ? null : (stops[at] ?? 0) + reading.stop}
              activeStop={activeStop}
            />
          ))
        ),
      )}
    </tr>
  )
})

interface SharesStyle extends CSSProperties {
  '--bad-end': string
  '--warn-end': string
  '--ok-end': string
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`

const sharesStyle = ({ bad, warn, ok }: VerdictShares): SharesStyle => ({
  '--bad-end': percent(bad),
  '--warn-end': percent(warn),
  '--ok-end': percent(ok),
})

const GroupTallies = ({ row }: { row: GroupRow }) => (
  <span className="group-tallies" style={sharesStyle(row.shares)}>
    {row.silent === '' ? null : (
      <span className="state-badge" data-state="stale">
        <StateMark state="stale" />
        {row.silent}
        <span className="sr-only"> silent, </span>
      </span>
    )}
    {row.tallies.map(({ verdict, count, word }) => (
      <span key={verdict} className="group-tally" data-verdict={verdict}>
        <VerdictMark verdict={verdict} />
        {count}
        <span className="sr-only"> {word}, </span>
      </span>
    ))}
  </span>
)

interface GroupCellProps {
  reading: GroupReading
  column: string
  isFirst: boolean
  stop: number | null
  activeStop: number | null
}

const GroupCell = ({ reading, column, isFirst, stop, activeStop }: GroupCellProps) => (
  <td
    className={isFirst ? 'reading group-start' : 'reading'}
    data-verdict={reading.verdict}
    data-shares={reading.shares !== null}
    data-column={column}
    data-aspect={reading.aspect}
    data-stop={stop ?? undefined}
    tabIndex={stop === null ? undefined : activeStop === stop ? 0 : -1}
    aria-label={reading.label}
    style={reading.shares === null ? undefined : sharesStyle(reading.shares)}
  >
    {reading.text}
  </td>
)
