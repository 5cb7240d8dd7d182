import type { Zone } from '@/lib/contract/view-state'
import { formatClock, formatDuration } from './format-time'

export interface LiveInput {
  /** When the answer on screen was made, by the server's clock, and how far its data reached then. */
  answer: { nowMs: number; asOfMs: number | null } | null
  /** How long ago that answer arrived, by the browser's clock. */
  sinceAnswerMs: number
  isFixedWindow: boolean
  isOnline: boolean
  failure: string | null
  zone: Zone
}

export interface LiveStatus {
  tone: 'live' | 'fixed' | 'waiting' | 'late' | 'lost'
  /** Short, always on screen. */
  text: string
  /** What is wrong and what happens next; null while all is well. */
  alert: string | null
}

/** From here on the roller is behind what its own pace explains. */
export const LATE_AFTER_MS = 60_000

/** Ages come from the server's clock plus the time since, so a wrong clock in the browser misleads nobody. */
export const prepareLiveStatus = (input: LiveInput): LiveStatus => {
  const { answer, zone } = input
  const asOfMs = answer?.asOfMs ?? null
  const ageMs = answer === null || asOfMs === null ? null : answer.nowMs - asOfMs + input.sinceAnswerMs
  const shown =
    asOfMs === null || ageMs === null
      ? ''
      : ` Shown is the state of ${formatClock(asOfMs, zone)}, ${formatDuration(ageMs)} ago.`
  const text = ageMs === null ? 'no samples yet' : `updated ${formatDuration(ageMs)} ago`
  if (!input.isOnline) return { tone: 'lost', text: 'offline', alert: `This browser is offline.${shown}` }
  if (input.failure !== null) {
    const alert = `No fresh answer: ${input.failure} Trying again every few seconds.${shown}`
    return { tone: 'lost', text: 'not updating', alert }
  }
  if (answer === null) return { tone: 'waiting', text: 'loading', alert: null }
  if (input.isFixedWindow) return { tone: 'fixed', text: 'fixed window', alert: null }
  if (ageMs === null) return { tone: 'waiting', text, alert: null }
  if (ageMs <= LATE_AFTER_MS) return { tone: 'live', text, alert: null }
  const alert = `The server is ${formatDuration(ageMs)} behind with what it received. Nodes are judged as of then, so none of them is blamed for it.`
  return { tone: 'late', text, alert }
}
