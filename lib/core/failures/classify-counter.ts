import type { Labels } from '../series'

/**
 * `error`: something went wrong; `retry`: it was tried again; `retransmit`: TCP sent again; `deadlock`: a database gave one up;
 * `request`: attempts of which some failed, told apart by a label.
 */
export type CounterKind = 'error' | 'retry' | 'retransmit' | 'deadlock' | 'request'

export interface CountedAs {
  kind: CounterKind
  /** Whether what the series counts went wrong. */
  isFailure: boolean
}

/** As a regular expression that Postgres and JavaScript read alike; the first kind that fits is the one. */
const KINDS: readonly (readonly [kind: CounterKind, pattern: string])[] = [
  ['retransmit', '(retransmissions?_total|_RetransSegs)$'],
  ['deadlock', '(_deadlocks(_total)?)$'],
  ['retry', '(_retries_total|_retry_total)$'],
  ['error', '(_errors_total|_failures_total|_failed_total|_exceptions_total|_timeouts_total)$'],
  ['request', '(_requests_total|_calls_total|_handled_total|_queries_total|_attempts_total)$'],
]

/** Names of all counters that any of this is told by. */
export const FAILURE_COUNTERS = KINDS.map(([, pattern]) => `(${pattern})`).join('|')

const matchers = KINDS.map(([kind, pattern]) => ({ kind, fits: new RegExp(pattern) }))

/** Labels that tell how an attempt ended, the first that is there decides. */
const OUTCOMES = [
  'error',
  'result',
  'outcome',
  'grpc_code',
  'code',
  'status',
  'status_code',
  'http_status_code',
  'http_response_status_code',
] as const

const SUCCESSES: ReadonlySet<string> = new Set([
  '',
  '0',
  'ok',
  'success',
  'succeeded',
  'successful',
  'hit',
  'none',
  'false',
  'no',
])

/** Of numbers only those from 500 on: what a caller did wrong is no failure of the service. */
const isFailed = (outcome: string): boolean => {
  const text = outcome.trim().toLowerCase()
  if (/^[1-5](\d\d|xx)$/.test(text)) return text.startsWith('5')
  return !SUCCESSES.has(text)
}

/** Whether attempts with these labels failed; null where no label tells. */
export const failedByLabels = (labels: Labels): boolean | null => {
  const outcome = OUTCOMES.find((label) => labels[label] !== undefined)
  return outcome === undefined ? null : isFailed(labels[outcome] ?? '')
}

/** Null where the name says nothing of failures. Requests without an outcome are attempts that count as successes of nobody. */
export const classifyCounter = (name: string, labels: Labels): CountedAs | null => {
  const found = matchers.find(({ fits }) => fits.test(name))
  if (found === undefined) return null
  if (found.kind !== 'request') return { kind: found.kind, isFailure: true }
  return { kind: 'request', isFailure: failedByLabels(labels) === true }
}
