import type { Zone } from '@/lib/contract/view-choices'
import { formatClock, formatDuration } from '../format-time'

export interface StaleInput {
  isOnline: boolean
  /** Why the newest try brought nothing; null while answers arrive. */
  failure: string | null
  /** When the oldest answer on screen arrived, by the browser's clock; null where there is none. */
  answeredMs: number | null
  nowMs: number
  zone: Zone
}

/** What is wrong with what is on screen, and how old it is; null while it is as new as can be. */
export const prepareStale = ({ isOnline, failure, answeredMs, nowMs, zone }: StaleInput): string | null => {
  if (isOnline && failure === null) return null
  const what = isOnline ? `No fresh answer: ${failure ?? ''}` : 'This browser is offline.'
  if (answeredMs === null) return what
  const age = formatDuration(nowMs - answeredMs)
  return `${what} What is shown arrived at ${formatClock(answeredMs, zone)}, ${age} ago.`
}
