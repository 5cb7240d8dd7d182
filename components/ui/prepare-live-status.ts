import { formatDuration } from './format-time'

export interface LiveInput {
  /** When the answer on screen was made, by the server's clock, and how far its data reached then. */
  answer: { nowMs: number; asOfMs: number | null } | null
  /** How long ago that answer arrived, by the browser's clock. */
  sinceAnswerMs: number
  isFixedWindow: boolean
  isOnline: boolean
  /** True while no fresh answer can be had. */
  isFailing: boolean
  /** True where the question was answered with what is wrong with it. */
  isRefused: boolean
}

export interface LiveStatus {
  tone: 'live' | 'fixed' | 'waiting' | 'late' | 'lost'
  /** Short, always on screen. */
  text: string
  /** That the server is behind; that it does not answer is said once for the whole page, by the stale bar. */
  alert: string | null
}

/** From here on the roller is behind what its own pace explains. */
export const LATE_AFTER_MS = 60_000

/** Ages come from the server's clock plus the time since, so a wrong clock in the browser misleads nobody. */
export const prepareLiveStatus = (input: LiveInput): LiveStatus => {
  const { answer } = input
  const asOfMs = answer?.asOfMs ?? null
  const ageMs = answer === null || asOfMs === null ? null : answer.nowMs - asOfMs + input.sinceAnswerMs
  const text = ageMs === null ? 'no samples yet' : `updated ${formatDuration(ageMs)} ago`
  if (!input.isOnline) return { tone: 'lost', text: 'offline', alert: null }
  if (input.isFailing) return { tone: 'lost', text: 'not updating', alert: null }
  if (answer === null && input.isRefused) return { tone: 'fixed', text: 'nothing to show', alert: null }
  if (answer === null) return { tone: 'waiting', text: 'loading', alert: null }
  if (input.isFixedWindow) return { tone: 'fixed', text: 'fixed window', alert: null }
  if (ageMs === null) return { tone: 'waiting', text, alert: null }
  if (ageMs <= LATE_AFTER_MS) return { tone: 'live', text, alert: null }
  const alert = `The server is ${formatDuration(ageMs)} behind with what it received. Nodes are judged as of then, so none of them is blamed for it.`
  return { tone: 'late', text, alert }
}
