import { formatDay, formatMinute } from '@/components/ui/format-time'
import type { Zone } from '@/lib/contract/view-choices'
import type { Window } from '@/lib/core/series'
import type { ChartSizes } from './chart-sizes'
import { isDaily, timeTicks } from './time-ticks'

export const CHART_MARGIN = { top: 6, right: 10, bottom: 0, left: 0 }

export const chartTick = ({ letterPx }: ChartSizes) => ({ fill: 'var(--muted)', fontSize: letterPx })

/** What an XAxis of recharts takes to show this window; rows of the data tell their time as `atMs`. */
export const timeAxis = (window: Window, zone: Zone, mostTicks: number, sizes: ChartSizes) => {
  const format = isDaily(window, mostTicks) ? formatDay : formatMinute
  return {
    dataKey: 'atMs',
    type: 'number',
    domain: [window.fromMs, window.toMs],
    allowDataOverflow: true,
    ticks: timeTicks(window, zone, mostTicks),
    tickFormatter: (atMs: number) => format(atMs, zone),
    tick: chartTick(sizes),
    stroke: 'var(--line-strong)',
    tickSize: 4,
    height: sizes.timesPx,
  } as const
}
