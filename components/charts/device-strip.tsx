'use client'

import { useEffect, useRef, useState } from 'react'
import { formatDay, formatMinute } from '@/components/ui/format-time'
import { formatLong } from '@/components/ui/format-value'
import type { Zone } from '@/lib/contract/view-state'
import type { Unit } from '@/lib/core/checklist/types'
import { paintStrip } from './paint-strip'
import { PlotOverlay } from './plot-overlay'
import { shareOf, type TimeAxis } from './plot-time'
import { highestRow, labelledRows, type Strip } from './prepare-strip'
import { isDaily, timeTicks } from './time-ticks'
import { useThemeVersion } from './theme-version'

interface DeviceStripProps {
  strip: Strip
  axis: TimeAxis
  unit: Unit
  zone: Zone
  label: string
}

const LABEL_PX = 11

/** One row for each device over time: a single hot one among many that idle is a line across. */
export const DeviceStrip = ({ strip, axis, unit, zone, label }: DeviceStripProps) => {
  const [pointedRow, setPointedRow] = useState<number | null>(null)
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
      >
        <StripCanvas strip={strip} />
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
        highest sample of a step: {formatLong(0, unit)} <i className="ramp" aria-hidden="true" />{' '}
        {formatLong(strip.top, unit)}, <i className="ramp-unmeasured" aria-hidden="true" /> not measured
      </figcaption>
    </figure>
  )
}

const describeRow = (strip: Strip, row: number, step: number, unit: Unit): string => {
  const level = strip.levels[row * strip.columns + step] ?? NaN
  const value = Number.isNaN(level) ? 'not measured' : formatLong(level * strip.top, unit)
  return `${strip.devices[row] ?? ''} ${value}`
}

const MOST_TICKS = 12

const StripTimes = ({ axis, zone }: Pick<DeviceStripProps, 'axis' | 'zone'>) => {
  const formatTick = isDaily(axis.window, MOST_TICKS) ? formatDay : formatMinute
  return (
    <div className="device-strip-times" aria-hidden="true">
      {timeTicks(axis.window, zone, MOST_TICKS).map((atMs) => (
        <span key={atMs} style={{ left: `${String(shareOf(axis, atMs) * 100)}%` }}>
          {formatTick(atMs, zone)}
        </span>
      ))}
    </div>
  )
}

const StripCanvas = ({ strip }: { strip: Strip }) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useThemeVersion()
  useEffect(() => {
    if (canvas.current !== null) paintStrip(canvas.current, strip)
  }, [strip, theme])
  return <canvas ref={canvas} width={strip.columns} height={strip.devices.length} aria-hidden="true" />
}
