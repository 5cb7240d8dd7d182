'use client'

import { useId, type ReactNode } from 'react'
import { CrosshairMark, type CellReadout } from '@/components/charts/crosshair-mark'
import { HeatMapCanvas } from '@/components/charts/heat-map-canvas'
import { imageSize } from '@/components/charts/heat-map-image'
import { usePaletteTheme } from '@/components/charts/heat-map-theme'
import type { CellPlace } from '@/components/charts/pick-cell'
import { useCrosshair } from '@/components/charts/use-crosshair'
import { useView } from '@/components/ui/view'
import { parseClockBand, printClockBand } from '@/lib/contract/clock-band-text'
import { ClockAxis } from './clock-axis'
import { bandOfSteps, partsOfBand } from './prepare-band'
import type { DrawnCells } from './prepare-clock'

interface ClockHeatProps {
  map: DrawnCells
  order: Int32Array
  widthPx: number
  heightPx: number
  /** Spoken: what it is, and how to use it. */
  label: string
  hint: string
  names: ReactNode
  readoutOf: (cell: CellPlace) => CellReadout & { sentence: string }
  onOpen: (cell: CellPlace) => void
  axis: { zone: string; fromMs: number; toMs: number }
  /** Above the image, on its axis. */
  above?: (crosshair: number | null) => ReactNode
  /** Over the image. */
  children?: ReactNode
}

/** Rows of a day's five minutes on one clock; a drag marks a part of the day, which stays in the URL. */
export const ClockHeat = (props: ClockHeatProps) => {
  const { map, order, widthPx, heightPx, readoutOf } = props
  const { rowCount, stepCount } = map.positions
  const [view, setView] = useView()
  const theme = usePaletteTheme()
  const hintId = useId()
  const { cell, brush, isSpoken, handlers } = useCrosshair({
    cells: map.positions,
    order,
    size: imageSize(map.positions, widthPx, heightPx),
    onOpen: props.onOpen,
    onZoom: (steps) => {
      setView({ band: printClockBand(bandOfSteps(steps)) })
    },
  })
  const readout = cell === null ? null : readoutOf(cell)
  return (
    <div className="heat-plot">
      {props.above?.(cell === null ? null : (cell.step + 0.5) / stepCount)}
      {props.names}
      <div
        role="application"
        tabIndex={0}
        aria-label={props.label}
        aria-describedby={hintId}
        className="heat-surface"
        style={{ height: heightPx }}
        {...handlers}
      >
        <HeatMapCanvas
          cells={map.positions}
          order={order}
          widthPx={widthPx}
          heightPx={heightPx}
          kind={map.scale.kind}
          theme={theme}
        />
        {props.children}
        <BandMark band={view.band} />
        {cell === null || readout === null ? null : (
          <CrosshairMark
            cell={cell}
            brush={brush}
            rowCount={rowCount}
            stepCount={stepCount}
            readout={readout}
          />
        )}
      </div>
      <ClockAxis {...props.axis} widthPx={widthPx} />
      <p id={hintId} className="sr-only">
        {props.hint}
      </p>
      <p role="status" className="sr-only">
        {isSpoken ? readout?.sentence : ''}
      </p>
    </div>
  )
}

const BandMark = ({ band: text }: { band: string }) => {
  const band = parseClockBand(text)
  if (band === null) return null
  return partsOfBand(band).map(({ from, width }) => (
    <span
      key={from}
      className="clock-band"
      style={{ left: `${String(from * 100)}%`, width: `${String(width * 100)}%` }}
    />
  ))
}
