import { formatDay, formatMinute } from '@/components/ui/format-time'
import type { Zone } from '@/lib/contract/view-choices'
import { shareOf, type TimeAxis } from './plot-time'
import { isDaily, timeTicks } from './time-ticks'

const MOST_TICKS = 12

/** The ticks below a strip that is as wide as the page. */
export const StripTimes = ({ axis, zone }: { axis: TimeAxis; zone: Zone }) => {
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
