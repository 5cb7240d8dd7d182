import { UnavailableError } from '@/lib/core/errors'

/** Ends the wait, not the work: what is committed later is recognised as a duplicate when it is sent again. */
export async function withDeadline<T>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const aborted = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason))
  })
  const timer = setTimeout(() => controller.abort(tooLate()), milliseconds)
  try {
    return await Promise.race([work(controller.signal), aborted])
  } finally {
    clearTimeout(timer)
  }
}

const tooLate = () =>
  new UnavailableError('the database did not answer in time; retry later', { reason: 'database_timeout' })
