export type InvalidInputStatus = 400 | 413 | 415

export interface InvalidInputDetails {
  /** 400 is malformed, 413 too large, 415 a type or encoding that is not understood. */
  status?: InvalidInputStatus
  /** A stable word for counting and for clients, such as `series_cap`. */
  reason?: string
}

/** The sender's data is at fault: sending it again unchanged cannot succeed. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError'
  readonly status: InvalidInputStatus
  readonly reason: string

  constructor(message: string, details: InvalidInputDetails = {}) {
    super(message)
    this.status = details.status ?? 400
    this.reason = details.reason ?? 'invalid'
  }
}

export class NotFoundError extends Error {
  override readonly name = 'NotFoundError'
  readonly status = 404
  readonly reason = 'not_found'
}

/** This server cannot take or answer the request now: the same request may succeed later. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError'
  readonly status = 503
  readonly reason: string
  readonly retryAfterSeconds: number

  constructor(message: string, details: { reason?: string; retryAfterSeconds?: number } = {}) {
    super(message)
    this.reason = details.reason ?? 'unavailable'
    this.retryAfterSeconds = details.retryAfterSeconds ?? 5
  }
}
