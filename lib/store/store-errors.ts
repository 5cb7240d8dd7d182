import { UnavailableError } from '@/lib/core/errors'

/** Postgres classes and codes after which the same statement may succeed later. */
const RETRYABLE_CLASSES = ['08', '53', '57', '58']
const RETRYABLE_CODES = new Set(['40001', '40P01', '55P03', '25006', '25P03'])

const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
])

/** Prisma: no connection, timeout, closed, pool or transaction timeout, write conflict, too many connections. */
const PRISMA_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037'])

/** `pg` tells these by their words only. */
const LOST_CONNECTION =
  /connection terminated|not queryable|query read timeout|timeout exceeded when trying to connect|connection timeout|cannot use a pool after/i

const SQL_STATE = /^[0-9A-Z]{5}$/

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '')

/** Whether the database is away or busy, rather than the statement wrong. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = codeOf(error)
  if (SOCKET_CODES.has(code) || PRISMA_CODES.has(code) || RETRYABLE_CODES.has(code)) return true
  if (SQL_STATE.test(code) && !code.startsWith('P') && RETRYABLE_CLASSES.includes(code.slice(0, 2)))
    return true
  return LOST_CONNECTION.test(error.message) || isUnavailable(error.cause)
}

const LOCK_NOT_AVAILABLE = '55P03'

/** A sender must hear 503 when the database is away, so that it sends again. */
export const toStoreError = (error: unknown): unknown =>
  error instanceof Error && !(error instanceof UnavailableError) && isUnavailable(error)
    ? new UnavailableError(`the database is not available: ${error.message}`, {
        reason: codeOf(error) === LOCK_NOT_AVAILABLE ? 'lock' : 'database',
      })
    : error

/** Whether a statement ended because others held a lock longer than its `lock_timeout`. */
export const isLockTimeout = (error: unknown): boolean =>
  error instanceof UnavailableError && error.reason === 'lock'

export async function withStoreErrors<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw toStoreError(error)
  }
}
