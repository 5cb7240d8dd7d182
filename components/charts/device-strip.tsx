'use client'

import { useEffect, useRef, useState } from 'react'
import { formatLong } from '@/lib/core/format-value'
import type { Zone } from '@/lib/contract/view-choices'
import type { Unit } from '@/lib/core/checklist/types'
import { paintPixels } from './heat-map-image'
import { HeatMapLegend } from './heat-map-legend'
import { paletteBytes, type PaletteKind, type PaletteTheme } from './heat-map-palette'
import type { HeatScale } from './heat-map-scale'
import { usePaletteTheme } from './heat-map-theme'
import { PlotOverlay } from './plot-overlay'
import type { TimeAxis } from './plot-time'
import { highestRow, labelledRows, stripRowPx, type Strip } from './prepare-strip'
import { StripTimes } from './strip-times'

interface DeviceStripProps {
  strip: Strip
  scale: HeatScale
  axis: TimeAxis
  unit: Unit
  zone: Zone
  label: string
  /** Told the device whose row was clicked. */
  onOpen: (device: string) => void
}

const LABEL_PX = 11
const FOOT_PX = 62
/** Who moves further selects a time. */
const CLICK_PX = 3

/** As high as the strip of so many devices. */
export const DeviceStripSkeleton = ({ devices }: { devices: number }) => (
  <div className="skeleton" style={{ height: devices * stripRowPx(devices) + FOOT_PX }} />
)

/** One row for each device over time: a single hot one among many that idle is a line across. */
export const DeviceStrip = ({ strip, scale, axis, unit, zone, label, onOpen }: DeviceStripProps) => {
  const theme = usePaletteTheme()
  const [pointedRow, setPointedRow] = useState<number | null>(null)
  const pressedAtPx = useRef(0)
  const heightPx = strip.rowPx * strip.devices.length
  const describe = (step: number): string[] => {
    const highest = highestRow(strip, step)
    const rows = [...new Set([pointedRow, highest])].flatMap((row) => row ?? [])
    return rows.length === 0 ? ['not measured'] : rows.map((row) => describeRow(strip, row, step, unit))
  }
  return (
    <figure className="device-strip" aria-label={label}>
      <div
        className="device-strip-plot"
        style={{ height: heightPx }}
        onPointerMove={(event) => {
          const { top } = event.currentTarget.getBoundingClientRect()
          const row = Math.floor((event.clientY - top) / strip.rowPx)
          setPointedRow(row < 0 || row >= strip.devices.length ? null : row)
        }}
        onPointerLeave={() => {
          setPointedRow(null)
        }}
        onPointerDown={(event) => {
          pressedAtPx.current = event.clientX
        }}
        onClick={(event) => {
          if (Math.abs(event.clientX - pressedAtPx.current) > CLICK_PX) return
          const device = strip.devices[pointedRow ?? -1]
          if (device !== undefined) onOpen(device)
        }}
      >
        <StripCanvas strip={strip} kind={scale.kind} theme={theme} />
        {labelledRows(strip, LABEL_PX).map((row) => (
          <span
            key={row}
            className="device-strip-label"
            style={{ top: row * strip.rowPx }}
            aria-hidden="true"
          >
            {strip.devices[row]}
          </span>
        ))}
        <PlotOverlay axis={axis} zone={zone} label={label} describe={describe} />
      </div>
      <StripTimes axis={axis} zone={zone} />
      <figcaption>
        Highest sample of each step
        <HeatMapLegend scale={scale} unit={unit} theme={theme} hole="hatching" />
      </figcaption>
    </figure>
  )
}

const describeRow = (strip: Strip, row: number, step: number, unit: Unit): string => {
  const value = strip.values[row * strip.columns + step] ?? NaN
  const text = Number.isNaN(value) ? 'not measured' : formatLong(value, unit)
  return `${strip.devices[row] ?? ''} ${text}`
}

interface StripCanvasProps {
  strip: Strip
  kind: PaletteKind
  theme: PaletteTheme
}

const StripCanvas = ({ strip: { devices, columns, positions }, kind, theme }: StripCanvasProps) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const rows = devices.length
  useEffect(() => {
    const pixels = paintPixels(positions, paletteBytes(kind, theme))
    canvas.current?.getContext('2d')?.putImageData(new ImageData(pixels, columns, rows), 0, 0)
  }, [positions, kind, theme, columns, rows])
  return <canvas ref={canvas} width={columns} height={rows} aria-hidden="true" />
}
