import { UnavailableError } from '@/lib/core/errors'

/** Bounds the memory of all bodies that are being received at one time. */
export interface BodyBudget {
  take(bytes: number): void
  giveBack(bytes: number): void
}

export function createBodyBudget(maxBytes: number): BodyBudget {
  let taken = 0
  return {
    take(bytes) {
      if (taken + bytes > maxBytes)
        throw new UnavailableError('too many large requests at one time; retry later')
      taken += bytes
    },
    giveBack(bytes) {
      taken -= bytes
    },
  }
}
