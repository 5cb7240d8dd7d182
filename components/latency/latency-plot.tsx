'use client'

import { useId } from 'react'
import { HeatMapCanvas } from '@/components/charts/heat-map-canvas'
import { usePaletteTheme } from '@/components/charts/heat-map-theme'
import { useCrosshair, usePlots } from '@/components/charts/plot-context'
import { middleOf, shareOf, stepAt, type TimeAxis } from '@/components/charts/plot-time'
import { useView } from '@/components/ui/view'
import { NO_SELECTION, toSelection, type PanelBox } from './box-selection'
import { formatLatency } from './format-latency'
import { logTicks, shareOfMs } from './log-axis'
import { LINE_COUNT } from './prepare-bands'
import type { DrawnLatency, DrawnPanel } from './prepare-panel'
import { prepareReadout } from './prepare-readout'
import { QuantileLines, QuantileNames } from './quantile-lines'
import { SelectedBox } from './selected-box'
import { useBoxBrush } from './use-box-brush'

interface LatencyPlotProps {
  drawn: DrawnLatency
  panel: DrawnPanel
  time: TimeAxis
  widthPx: number
  heightPx: number
}

const MOST_TICKS = 8
const percent = (share: number): string => `${String(share * 100)}%`

export const LatencyPlot = ({ drawn, panel, time, widthPx, heightPx }: LatencyPlotProps) => {
  const { answer, axis } = drawn
  const { cells, lines, positions } = panel
  const [view, setView] = useView()
  const { crosshair } = usePlots()
  const theme = usePaletteTheme()
  const hintId = useId()
  const { place, box, isSpoken, handlers } = useBoxBrush({
    stepCount: answer.stepCount,
    onPoint: (to) => {
      if (to === null) crosshair.leave()
      else crosshair.point(middleOf(time, to.step))
    },
    onSelect: (selected: PanelBox) => {
      setView(toSelection(selected, answer, axis, panel.panel.vantage))
    },
    onClear: () => {
      setView(NO_SELECTION)
    },
  })
  const line = place === null ? -1 : Math.floor((1 - place.share) * LINE_COUNT)
  const band = cells.lines[Math.min(LINE_COUNT - 1, line)] ?? -1
  const readout =
    place === null
      ? null
      : prepareReadout({
          panel: panel.panel,
          cells,
          band,
          step: place.step,
          atMs: answer.startMs + place.step * answer.stepMs,
          zone: view.zone,
        })
  return (
    <>
      <LatencyTicks axis={axis} />
      <div
        role="application"
        tabIndex={0}
        aria-label={`Latency over time, ${panel.title}`}
        aria-describedby={hintId}
        className="heat-surface latency-surface"
        style={{ height: heightPx }}
        {...handlers}
      >
        <HeatMapCanvas
          cells={positions}
          order={LINES_IN_ORDER}
          widthPx={widthPx}
          heightPx={heightPx}
          kind="neutral"
          theme={theme}
        />
        <QuantileLines lines={lines} stepCount={answer.stepCount} />
        <Objective drawn={drawn} panel={panel} />
        <ModeMarks drawn={drawn} panel={panel} />
        <SelectedBox drawn={drawn} time={time} vantage={panel.panel.vantage} brush={box} />
        <TimeMark time={time} />
        {place === null || readout === null ? null : (
          <div
            className="heat-readout"
            style={{
              left: percent((place.step + 0.5) / answer.stepCount),
              top: percent(1 - place.share),
              transform: `translate(${place.step > answer.stepCount / 2 ? 'calc(-100% - 14px)' : '14px'}, ${place.share < 0.5 ? 'calc(-100% - 14px)' : '14px'})`,
            }}
          >
            <p className="text-muted">{readout.title}</p>
            <p className="font-semibold">{readout.value}</p>
            {readout.lines.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </div>
        )}
      </div>
      <QuantileNames lines={lines} />
      <p id={hintId} className="sr-only">
        Arrow keys move through time and latency. Shift with the arrow keys spans a box, Enter selects it,
        Escape clears it. The table below holds the same quantiles.
      </p>
      <p role="status" className="sr-only">
        {isSpoken ? readout?.sentence : ''}
      </p>
    </>
  )
}

const LINES_IN_ORDER = Int32Array.from({ length: LINE_COUNT }, (_, line) => line)

const LatencyTicks = ({ axis }: Pick<DrawnLatency, 'axis'>) => (
  <div className="latency-ticks" aria-hidden="true">
    {logTicks(axis, MOST_TICKS).map((ms) => (
      <span key={ms} style={{ bottom: percent(shareOfMs(axis, ms)) }}>
        {formatLatency(ms)}
      </span>
    ))}
  </div>
)

/** Where any panel of the page is pointed at, all show that time. */
const TimeMark = ({ time }: { time: TimeAxis }) => {
  const step = stepAt(time, useCrosshair().atMs)
  return step === null ? null : (
    <span
      className="heat-crosshair heat-crosshair-time"
      style={{ left: percent(shareOf(time, middleOf(time, step))) }}
    />
  )
}

/** Where the distribution of the whole window has its peaks, if it has several. */
const ModeMarks = ({ drawn: { axis }, panel }: { drawn: DrawnLatency; panel: DrawnPanel }) =>
  panel.panel.modes.length < 2
    ? null
    : panel.panel.modes.map(({ peakMs }) => (
        <span
          key={peakMs}
          className="latency-mode"
          style={{ bottom: percent(shareOfMs(axis, peakMs)) }}
          aria-hidden="true"
        />
      ))

const Objective = ({ drawn: { axis }, panel }: { drawn: DrawnLatency; panel: DrawnPanel }) => {
  const { objective } = panel.panel
  if (objective === null) return null
  return (
    <span className="latency-slo" style={{ bottom: percent(shareOfMs(axis, objective.sloMs)) }}>
      SLO {formatLatency(objective.sloMs)}
    </span>
  )
}
