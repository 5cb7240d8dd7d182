'use client'

import { useMemo } from 'react'
import type { EventAnswer } from '@/lib/contract/events'
import type { Zone } from '@/lib/contract/view-state'
import { PlotOverlay } from './plot-overlay'
import type { TimeAxis } from './plot-time'
import { describeEvents, prepareLane, type LaneMark, type LaneRow } from './prepare-event-lane'
import { StripTimes } from './strip-times'

interface EventLaneProps {
  events: readonly EventAnswer[]
  axis: TimeAxis
  zone: Zone
}

const ROWS: readonly LaneRow[] = ['node', 'fleet']

/** Events over the time that all charts share: a diamond is a moment, a bar has a length; those of the fleet are hollow. */
export const EventLane = ({ events, axis, zone }: EventLaneProps) => {
  const marks = useMemo(() => prepareLane(events, axis), [events, axis])
  return (
    <div className="event-lane">
      <div className="event-lane-plot">
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
  <>
    <i
      className="event-mark"
      data-row={row}
      data-shape={shape}
      style={{ left: `${String(left)}%`, ...(shape === 'span' ? { width: `${String(width)}%` } : {}) }}
    />
    {count === 1 ? null : (
      <span className="event-count" style={{ left: `${String(left)}%` }} aria-hidden="true">
        {count}
      </span>
    )}
  </>
)
