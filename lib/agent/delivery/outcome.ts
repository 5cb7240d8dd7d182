/** What a server made of a batch: taken, never to be taken, or not now. */
export type Outcome =
  | { kind: 'accepted' }
  | { kind: 'refused'; reason: string }
  | { kind: 'unavailable'; reason: string; retryAfterMs: number | null }

export interface Answer {
  status: number
  retryAfter: string | null
  body: string
}

/** The only refusals that say "later": a request that took too long, and too many requests. */
const LATER = new Set([408, 429])

const LONGEST_REASON = 300

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const describeCounts = (answer: Record<string, unknown>): string | null => {
  if (typeof answer.refused !== 'number') return null
  const refusals: unknown[] = Array.isArray(answer.refusals) ? answer.refusals : []
  const first = refusals[0]
  const reason = isRecord(first) ? `, first: ${String(first.reason)}` : ''
  return `${answer.refused} refused, ${String(answer.accepted)} accepted${reason}`
}

/** Understands both the counts of an ingest answer and problem details; else the text itself. */
export const reasonOf = (body: string): string => {
  const answer = parsed(body)
  if (!isRecord(answer)) return body.replace(/\s+/g, ' ').trim().slice(0, LONGEST_REASON)
  const told = [answer.title, answer.detail].filter((part) => typeof part === 'string').join(': ')
  const parts = [describeCounts(answer), told].filter((part) => part !== null && part !== '')
  return parts.join('; ').slice(0, LONGEST_REASON)
}

/** Retry-After is a number of seconds or a date. */
export const retryAfterMs = (header: string | null, nowMs: number): number | null => {
  if (header === null) return null
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000
  const dateMs = Date.parse(header)
  return Number.isNaN(dateMs) ? null : Math.max(0, dateMs - nowMs)
}

export const toOutcome = (answer: Answer, nowMs: number): Outcome => {
  const { status, body } = answer
  if (status >= 200 && status < 300) return { kind: 'accepted' }
  const told = reasonOf(body)
  const reason = told === '' ? `status ${status}` : `status ${status}: ${told}`
  return status >= 400 && status < 500 && !LATER.has(status)
    ? { kind: 'refused', reason }
    : { kind: 'unavailable', reason, retryAfterMs: retryAfterMs(answer.retryAfter, nowMs) }
}
