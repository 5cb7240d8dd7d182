import { STATUS_CODES } from 'node:http'
import { InvalidInputError, NotFoundError, UnavailableError } from '@/lib/core/errors'
import { logger } from '@/lib/telemetry/logger'
import { RefusedRequestError } from './refused-request-error'

/** RFC 9457 problem details with the headers that go with them. */
export interface Problem {
  status: number
  detail: string
  reason?: string
  headers: Readonly<Record<string, string>>
}

const retryAfter = (seconds: number) => ({ 'retry-after': String(seconds) })
const RETRY_UNEXPECTED_SECONDS = 5

/**
 * Senders drop what gets a 500 and retry what gets a 503, so ingest names 503 for the unexpected.
 * The unexpected is logged here and nowhere else.
 */
export function toProblem(error: unknown, unexpectedStatus: 500 | 503): Problem {
  if (error instanceof InvalidInputError) {
    return { status: error.status, detail: error.message, reason: error.reason, headers: {} }
  }
  if (error instanceof RefusedRequestError) {
    return { status: error.status, detail: error.message, headers: error.headers }
  }
  if (error instanceof NotFoundError) return { status: 404, detail: error.message, headers: {} }
  if (error instanceof UnavailableError) {
    const headers = retryAfter(error.retryAfterSeconds)
    return { status: 503, detail: error.message, reason: error.reason, headers }
  }
  logger.error({ err: error }, 'unexpected error while answering a request')
  return {
    status: unexpectedStatus,
    detail: 'Something unexpected happened; the log of the server says what.',
    headers: unexpectedStatus === 503 ? retryAfter(RETRY_UNEXPECTED_SECONDS) : {},
  }
}

/** The detail comes first: senders log only the beginning of an answer. */
export const problemBody = (problem: Problem, more: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    detail: problem.detail,
    status: problem.status,
    title: STATUS_CODES[problem.status] ?? 'Error',
    type: 'about:blank',
    ...(problem.reason === undefined ? {} : { reason: problem.reason }),
    ...more,
  })

export const PROBLEM_CONTENT_TYPE = 'application/problem+json'
