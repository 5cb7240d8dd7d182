import { isDaily, timeTicks } from './time-ticks'
import { formatDay, formatMinute } from '@/components/ui/format-time'
import type { Zone } from '@/lib/contract/view-choices'
import type { Window } from '@/lib/core/series'

/** A tick for about every so many pixels. */
const TICK_PX = 110
/** With fewer, none may fall inside a day that begins between two of them. */
const LEAST_TICKS = 3
/** What a tick's text takes. */
const TEXT_PX = 48

interface TimeAxisProps {
  window: Window
  zone: Zone
  widthPx: number
}

export const TimeAxis = ({ window, zone, widthPx }: TimeAxisProps) => {
  const most = Math.max(LEAST_TICKS, Math.floor(widthPx / TICK_PX))
  const format = isDaily(window, most) ? formatDay : formatMinute
  const spanMs = window.toMs - window.fromMs
  return (
    <div className="time-axis" aria-hidden="true">
      {timeTicks(window, zone, most)
        .map((atMs) => ({ atMs, leftPx: ((atMs - window.fromMs) / spanMs) * widthPx }))
        .filter(({ leftPx }) => leftPx + TEXT_PX <= widthPx)
        .map(({ atMs, leftPx }) => (
          <span key={atMs} style={{ left: leftPx }}>
            {format(atMs, zone)}
          </span>
        ))}
      <span className="time-axis-zone">{zone === 'utc' ? 'UTC' : 'local time'}</span>
    </div>
  )
}
