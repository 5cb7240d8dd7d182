import { UnavailableError } from '@/lib/core/errors'

/** Bounds the memory of all bodies that are being received or decoded at one time. */
export interface BodyBudget {
  open(): BodyLease
}

/** What one request took of the budget. */
export interface BodyLease {
  take(bytes: number): void
  close(): void
}

export function createBodyBudget(maxBytes: number): BodyBudget {
  let taken = 0
  return {
    open() {
      let own = 0
      return {
        take(bytes) {
          if (taken + bytes > maxBytes)
            throw new UnavailableError('too many large requests at one time; retry later', {
              reason: 'back_pressure',
            })
          taken += bytes
          own += bytes
        },
        close() {
          taken -= own
          own = 0
        },
      }
    },
  }
}
