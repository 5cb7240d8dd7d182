'use client'

import { useMemo, useRef } from 'react'
import { FigureDownload } from '@/components/charts/figure-download'
import { PlotOverlay } from '@/components/charts/plot-overlay'
import { stepCountOf, type TimeAxis } from '@/components/charts/plot-time'
import { StripTimes } from '@/components/charts/strip-times'
import { formatClock, formatDuration, formatRange } from '@/components/ui/format-time'
import { formatCount } from '@/lib/core/format-value'
import type { EventDensity } from '@/lib/contract/events'
import type { Zone } from '@/lib/contract/view-choices'
import { describeDensity, prepareDensity, type DensityLane, type KindChoice } from './prepare-density'

interface DensityPlotProps {
  density: EventDensity
  choice: KindChoice
  zone: Zone
  onChoice: (choice: KindChoice) => void
}

/** A row of bars for each kind of event; its name limits the list to it, a drag zooms. */
export const DensityPlot = ({ density, choice, zone, onChoice }: DensityPlotProps) => {
  const axis = useMemo(
    (): TimeAxis => ({ window: density.window, stepMs: density.stepMs }),
    [density.window, density.stepMs],
  )
  const { lanes, hidden } = useMemo(() => prepareDensity(density, choice), [density, choice])
  const steps = stepCountOf(axis)
  const figure = useRef<HTMLElement>(null)
  return (
    <section ref={figure} className="density" aria-label="Events over time">
      <div className="density-lanes">
        <ul className="density-names" aria-label="Kinds of events">
          {lanes.map((lane) => (
            <LaneName key={lane.key} lane={lane} choice={choice} onChoice={onChoice} />
          ))}
        </ul>
        <div className="density-plot">
          {lanes.map((lane) => (
            <svg
              key={lane.key}
              className="density-lane"
              data-chosen={lane.isChosen}
              viewBox={`0 0 ${String(steps)} 1`}
              preserveAspectRatio="none"
              aria-hidden="true"
            >
              <path d={lane.path} />
            </svg>
          ))}
          <PlotOverlay
            axis={axis}
            zone={zone}
            label="Events"
            describe={(step) =>
              describeDensity(lanes, step, formatClock(density.window.fromMs + step * density.stepMs, zone))
            }
          />
        </div>
      </div>
      <StripTimes axis={axis} zone={zone} />
      <p className="density-foot">
        How many begin in {formatDuration(density.stepMs)}, each row to its own height. Drag to zoom, with
        Shift to explain.
        {hidden > 0 ? ` ${String(lanes.length)} of ${String(lanes.length + hidden)} kinds shown.` : ''}
        <FigureDownload
          name="events over time"
          title={['Events', formatRange(density.window, 'utc')]}
          figure={figure}
          label="the events over time"
        />
      </p>
    </section>
  )
}

interface LaneNameProps {
  lane: DensityLane
  choice: KindChoice
  onChoice: (choice: KindChoice) => void
}

const LaneName = ({ lane: { source, kind, title, total }, choice, onChoice }: LaneNameProps) => {
  const isOnly = choice.source === source && choice.kind === kind
  return (
    <li>
      <button
        type="button"
        aria-pressed={isOnly}
        title={`${source} ${kind}: ${formatCount(total)}. ${isOnly ? 'Press to list all kinds.' : 'Press to list only these.'}`}
        onClick={() => {
          onChoice(isOnly ? { source: '', kind: '' } : { source, kind })
        }}
      >
        <span className="density-name">
          {title} <span className="text-muted">{source}</span>
        </span>
        <span className="tabular-nums">{formatCount(total)}</span>
      </button>
    </li>
  )
}
