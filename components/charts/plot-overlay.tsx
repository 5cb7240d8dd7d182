'use client'

import { formatDateTime } from '@/components/ui/format-time'
import type { Zone } from '@/lib/contract/view-choices'
import { useCrosshair, usePlots } from './plot-context'
import { EventLines } from './plot-events'
import { keyGestures, pointerGestures } from './plot-gestures'
import { shareOf, stepAt, stepCountOf, stepsBetween, type TimeAxis } from './plot-time'

interface PlotOverlayProps {
  axis: TimeAxis
  zone: Zone
  label: string
  /** What a step holds, the most important first; nothing where that is not worth a word. */
  describe: (step: number) => readonly string[]
}

const percent = (share: number): string => `${String(share * 100)}%`

/** Lies over the plot area: the crosshair, what it points at, the brush, and the keyboard's way to all of them. */
export const PlotOverlay = ({ axis, zone, label, describe }: PlotOverlayProps) => {
  const { crosshair, onZoom, onExplain } = usePlots()
  const { atMs } = useCrosshair()
  const step = stepAt(axis, atMs)
  const lines = step === null ? [] : describe(step)
  const time = step === null ? '' : formatDateTime(axis.window.fromMs + step * axis.stepMs, zone)
  const input = { axis, crosshair, onZoom, onExplain }
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={`${label}, by time`}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={stepCountOf(axis) - 1}
      aria-valuenow={step ?? stepCountOf(axis) - 1}
      aria-valuetext={
        step === null ? 'no time chosen' : `${time}: ${lines.length === 0 ? 'nothing' : lines.join(', ')}`
      }
      className="plot-overlay"
      {...pointerGestures(input)}
      {...keyGestures(input)}
    >
      <EventLines window={axis.window} />
      <PlotMarks axis={axis} />
      {lines.length === 0 || atMs === null ? null : (
        <p
          className="plot-readout"
          data-side={shareOf(axis, atMs) < 0.5 ? 'right' : 'left'}
          aria-hidden="true"
        >
          {lines.map((line, index) => (
            <span key={index}>{line}</span>
          ))}
        </p>
      )}
    </div>
  )
}

/** The line at the moment that all plots point at, and what is selected. */
export const PlotMarks = ({ axis }: { axis: TimeAxis }) => {
  const { atMs, anchorMs } = useCrosshair()
  if (atMs === null || stepAt(axis, atMs) === null) return null
  const selected = anchorMs === null ? null : stepsBetween(axis, anchorMs, atMs)
  return (
    <>
      {selected === null ? null : (
        <span
          className="plot-selection"
          style={{
            left: percent(shareOf(axis, selected.fromMs)),
            right: percent(1 - shareOf(axis, selected.toMs)),
          }}
        />
      )}
      <span className="plot-crosshair" style={{ left: percent(shareOf(axis, atMs)) }} />
    </>
  )
}
