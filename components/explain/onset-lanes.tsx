import type { RefObject } from 'react'
import type { LaneAxis, PreparedLane } from './prepare-lanes'

const percent = (value: number): string => `${String(value)}%`

interface OnsetLanesProps {
  lanes: readonly PreparedLane[]
  axis: LaneAxis
  figure: RefObject<HTMLDivElement | null>
}

/** A lane for each metric, in the order in which they move on a node; a mark is where nodes began. */
export const OnsetLanes = ({ lanes, axis, figure }: OnsetLanesProps) => (
  <div ref={figure} className="panel onset-lanes">
    <ol>
      {lanes.map(({ key, title, note, marks, spoken }) => (
        <li key={key}>
          <p>
            <strong>{title}</strong> <span className="text-muted">{note}</span>
          </p>
          <div className="onset-lane" role="img" aria-label={spoken}>
            <i className="onset-start" style={{ left: percent(axis.startsAt) }} />
            {marks.map(({ left, count }) => (
              <i
                key={left}
                className="onset-mark"
                data-count={count === 1 ? 'one' : 'many'}
                style={{ left: percent(left) }}
              />
            ))}
          </div>
        </li>
      ))}
    </ol>
    <div className="onset-ticks" aria-hidden="true">
      {axis.ticks.map(({ left, text }) => (
        <span key={left} style={{ left: percent(left) }}>
          {text}
        </span>
      ))}
    </div>
    <p className="text-xs text-muted">
      Each mark is where nodes began, in {axis.zone}; a tall one stands for several. The dashed line is where
      the window begins.
    </p>
  </div>
)
