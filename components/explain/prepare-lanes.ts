import { timeTicks } from '@/components/charts/time-ticks'
import { formatClock, formatDuration, formatMinute } from '@/components/ui/format-time'
import { formatCounted } from '@/lib/core/format-value'
import type { ExplainAnswer } from '@/lib/contract/explain'
import type { Zone } from '@/lib/contract/view-choices'
import type { Window } from '@/lib/core/series'

export interface PreparedLane {
  key: string
  title: string
  note: string
  /** Where on the axis nodes began to move, in percent, from the first to the last. */
  marks: { left: number; count: number }[]
  spoken: string
}

export interface LaneAxis {
  window: Window
  ticks: { left: number; text: string }[]
  /** Where the window begins, in percent: onsets may lie before. */
  startsAt: number
  zone: string
}

const MARKS = 120
const MOST_TICKS = 6

export const laneAxis = ({ window, lanes }: ExplainAnswer, zone: Zone): LaneAxis => {
  const first = lanes
    .flatMap(({ onsetsMs }) => onsetsMs)
    .reduce((low, at) => Math.min(low, at), window.fromMs)
  const whole = { fromMs: first, toMs: window.toMs }
  const percentOf = (atMs: number) => (100 * (atMs - whole.fromMs)) / (whole.toMs - whole.fromMs)
  return {
    window: whole,
    startsAt: percentOf(window.fromMs),
    ticks: timeTicks(whole, zone, MOST_TICKS).map((atMs) => ({
      left: percentOf(atMs),
      text: formatMinute(atMs, zone),
    })),
    zone: zone === 'utc' ? 'UTC' : 'local time',
  }
}

export const prepareLane = (
  { metric, title, nodes, lagMs, onsetMs, onsetsMs }: ExplainAnswer['lanes'][number],
  { fromMs, toMs }: Window,
  zone: Zone,
): PreparedLane => {
  const counts = new Map<number, number>()
  for (const atMs of onsetsMs) {
    const mark = Math.min(MARKS - 1, Math.max(0, Math.floor((MARKS * (atMs - fromMs)) / (toMs - fromMs))))
    counts.set(mark, (counts.get(mark) ?? 0) + 1)
  }
  const after = lagMs === 0 ? 'first' : `${formatDuration(lagMs)} later`
  const count = formatCounted(nodes, 'node')
  return {
    key: metric,
    title,
    note: `${after}, ${count}`,
    marks: [...counts].map(([mark, nodesAt]) => ({ left: (100 * mark) / MARKS, count: nodesAt })),
    spoken: `${title}: ${after}, on ${count}, from ${formatClock(onsetMs, zone)} on`,
  }
}
