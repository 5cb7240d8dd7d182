import { UnavailableError } from '@/lib/core/errors'

/** Bounds what is under way, and with it memory: more is refused with 503. */
export interface Admission {
  /** The weight of what is under way. */
  readonly weight: number
  /** Throws when there is no room for anything. */
  check(): void
  /** Counts the weight until the work is over; where nothing else is under way even too much may enter. */
  enter<Result>(weight: number, work: () => Promise<Result>): Promise<Result>
}

export function createAdmission(maxWeight: number): Admission {
  let underWay = 0
  return {
    get weight() {
      return underWay
    },
    check() {
      if (underWay >= maxWeight) throw tooMuch()
    },
    async enter(weight, work) {
      if (underWay > 0 && underWay + weight > maxWeight) throw tooMuch()
      underWay += weight
      try {
        return await work()
      } finally {
        underWay -= weight
      }
    },
  }
}

const tooMuch = () =>
  new UnavailableError('more samples arrive than the database can take; retry later', {
    reason: 'back_pressure',
  })
