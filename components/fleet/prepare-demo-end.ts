import { formatClock, formatDuration } from '@/components/ui/format-time'
import { isRelativeTime } from '@/lib/contract/time-expression'
import type { ViewState } from '@/lib/contract/view-state'
import { HOUR_MS, MINUTE_MS } from '@/lib/core/times'

export interface DemoEnd {
  text: string
  /** The window in which there is something to see; null while it is the one on screen. */
  window: Pick<ViewState, 'from' | 'to'> | null
}

/** So long after its end, a fleet still looks like one of now. */
const LOOKS_ALIVE_MS = 2 * MINUTE_MS

const timeText = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z')

/** A made-up fleet does not go on: when it ended, and where to look; null while that does not show. */
export const prepareDemoEnd = (
  endMs: number | null,
  nowMs: number | null,
  { from, to, zone }: Pick<ViewState, 'from' | 'to' | 'zone'>,
): DemoEnd | null => {
  if (endMs === null || nowMs === null || nowMs - endMs < LOOKS_ALIVE_MS) return null
  const age = formatDuration(nowMs - endMs)
  const lastMs = Math.ceil(endMs / MINUTE_MS) * MINUTE_MS
  const window = { from: timeText(lastMs - HOUR_MS), to: timeText(lastMs) }
  const isSeen = !isRelativeTime(to) && !isRelativeTime(from) && Date.parse(to) <= lastMs
  return {
    text: `It was made to end when it was loaded: its last samples are of ${formatClock(endMs, zone)}, ${age} ago.`,
    window: isSeen ? null : window,
  }
}
