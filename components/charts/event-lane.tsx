'use client'

import { useMemo } from 'react'
import type { EventAnswer } from '@/lib/contract/events'
import type { Zone } from '@/lib/contract/view-choices'
import { PlotOverlay } from './plot-overlay'
import { shareOf, type TimeAxis } from './plot-time'
import { describeEvents, prepareLane, type LaneMark, type LaneRow } from './prepare-event-lane'
import { StripTimes } from './strip-times'

interface EventLaneProps {
  events: readonly EventAnswer[]
  axis: TimeAxis
  zone: Zone
  /** What began before is not among the events, because there are too many; null where all are shown. */
  shownFromMs: number | null
}

const percent = (value: number): string => `${String(value)}%`

const ROWS: readonly LaneRow[] = ['node', 'fleet']

/** Events over the time that all charts share: a diamond is a moment, a bar has a length; those of the fleet are hollow, and several have a ring. */
export const EventLane = ({ events, axis, zone, shownFromMs }: EventLaneProps) => {
  const marks = useMemo(() => prepareLane(events, axis), [events, axis])
  return (
    <div className="event-lane">
      <div className="event-lane-plot">
        {shownFromMs === null ? null : (
          <span className="event-lane-cut" style={{ width: percent(100 * shareOf(axis, shownFromMs)) }}>
            <span>earlier events are not shown</span>
          </span>
        )}
        {ROWS.map((row) => (
          <div key={row} className="event-lane-row">
            <span className="event-lane-label" aria-hidden="true">
              {row}
            </span>
            {marks.flatMap((mark) => (mark.row === row ? [<Mark key={mark.key} mark={mark} />] : []))}
          </div>
        ))}
        <PlotOverlay
          axis={axis}
          zone={zone}
          label="Events"
          describe={(step) => describeEvents(events, axis, step, zone)}
        />
      </div>
      <StripTimes axis={axis} zone={zone} />
    </div>
  )
}

const Mark = ({ mark: { row, shape, left, width, count } }: { mark: LaneMark }) => (
  <i
    className="event-mark"
    data-row={row}
    data-shape={shape}
    data-count={count === 1 ? 'one' : 'many'}
    style={{ left: percent(left), ...(shape === 'span' ? { width: percent(width) } : {}) }}
  />
)
