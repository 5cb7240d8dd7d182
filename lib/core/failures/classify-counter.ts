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

const FAILURES: ReadonlySet<string> = new Set([
  'error',
  'errors',
  'exception',
  'fail',
  'failed',
  'failure',
  'timeout',
  'timed_out',
  'unavailable',
  'internal',
  'unknown',
  'deadlineexceeded',
  'deadline_exceeded',
  'resourceexhausted',
  'resource_exhausted',
  'dataloss',
  'data_loss',
  'unimplemented',
  'true',
  'yes',
])

const outcomeOf = (labels: Labels): string | undefined =>
  OUTCOMES.find((label) => labels[label] !== undefined)

/** Of numbers only those from 500 on: what a caller did wrong is no failure of the service. Null for a word of unknown meaning. */
const isFailed = (outcome: string): boolean | null => {
  const text = outcome.trim().toLowerCase()
  if (/^[1-5](\d\d|xx)$/.test(text)) return text.startsWith('5')
  if (SUCCESSES.has(text)) return false
  return FAILURES.has(text) ? true : null
}

/** Whether what has these labels failed; null where no label tells, because "miss" or "scheduled" is how many things end well. */
export const failedByLabels = (labels: Labels): boolean | null => {
  const label = outcomeOf(labels)
  if (label === undefined) return null
  const failed = isFailed(labels[label] ?? '')
  return failed === null && label === 'error' ? true : failed
}

/** Of counted requests whatever is not known as a success failed. */
const isFailedRequest = (labels: Labels): boolean => {
  const label = outcomeOf(labels)
  return label !== undefined && isFailed(labels[label] ?? '') !== false
}

/** Null where the name says nothing of failures. Requests without an outcome are attempts that count as successes of nobody. */
export const classifyCounter = (name: string, labels: Labels): CountedAs | null => {
  const found = matchers.find(({ fits }) => fits.test(name))
  if (found === undefined) return null
  if (found.kind !== 'request') return { kind: found.kind, isFailure: true }
  return { kind: 'request', isFailure: isFailedRequest(labels) }
}
