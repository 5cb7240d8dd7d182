import { isDaily, timeTicks } from '@/components/charts/time-ticks'
import { formatDay, formatMinute } from '@/components/ui/format-time'
import type { Zone } from '@/lib/contract/view-state'
import type { Window } from '@/lib/core/series'

/** A tick for about every so many pixels. */
const TICK_PX = 110

interface TimeAxisProps {
  window: Window
  zone: Zone
  widthPx: number
}

export const TimeAxis = ({ window, zone, widthPx }: TimeAxisProps) => {
  const most = Math.max(2, Math.floor(widthPx / TICK_PX))
  const format = isDaily(window, most) ? formatDay : formatMinute
  const spanMs = window.toMs - window.fromMs
  return (
    <div className="time-axis" aria-hidden="true">
      {timeTicks(window, zone, most).map((atMs) => (
        <span key={atMs} style={{ left: `${String(((atMs - window.fromMs) / spanMs) * 100)}%` }}>
          {format(atMs, zone)}
        </span>
      ))}
      <span className="time-axis-zone">{zone === 'utc' ? 'UTC' : 'local time'}</span>
    </div>
  )
}
