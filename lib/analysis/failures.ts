import { InvalidInputError, NotFoundError, UnavailableError } from '@/lib/core/errors'
import type { AnalysisFailure } from './messages'

/** What an error says, for the way from one thread to another, on which its class is lost. */
export function toFailure(error: unknown): AnalysisFailure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) }
  const reason = 'reason' in error && typeof error.reason === 'string' ? { reason: error.reason } : {}
  return { name: error.name, message: error.message, ...reason }
}

/** The error that decides the status of the answer. */
export function toError({ name, message, reason }: AnalysisFailure): Error {
  const details = reason === undefined ? {} : { reason }
  if (name === 'InvalidInputError') return new InvalidInputError(message, details)
  if (name === 'NotFoundError') return new NotFoundError(message)
  if (name === 'UnavailableError') return new UnavailableError(message, details)
  return new Error(`an analysis failed: ${name}: ${message}`)
}
