import { MINUTE_MS } from '../times'
import type { DescribedWindow } from './describe-window'

interface Listed extends Pick<DescribedWindow, 'periodMinutes' | 'startMinuteUtc' | 'jitterMinutes'> {
  score: number
  lastsMs: number
  candidates: readonly { evidence: number }[]
}

/** In nats, of what comes back and of what begins it; less may be luck, which must not lead what is certain. */
const LEAST_SCORE = 12
/** What begins sooner after the other may as well have begun with it. */
const LEAST_LAG_MINUTES = 10

/** How long after the one begins the other does. */
const minutesAfter = (one: Listed, other: Listed): number =>
  (other.startMinuteUtc - one.startMinuteUtc + other.periodMinutes) % other.periodMinutes

/**
 * Whether `effect` begins while `cause` goes on, and something is known that begins `cause`: callers that retry are more
 * than the servers they wait for, and would come first by their number.
 */
const mayFollow = (effect: Listed, cause: Listed): boolean => {
  if (cause.periodMinutes !== effect.periodMinutes) return false
  const [known] = cause.candidates
  if (known === undefined || cause.score + known.evidence < LEAST_SCORE) return false
  const after = minutesAfter(cause, effect)
  return after >= LEAST_LAG_MINUTES && after < cause.jitterMinutes + cause.lastsMs / MINUTE_MS
}

/** In the order they came, but each after what it may follow from. */
export const causesFirst = <Found extends Listed>(found: readonly Found[]): Found[] => {
  const placed = new Set<Found>()
  const place = (one: Found): void => {
    if (placed.has(one)) return
    const causes = found.filter((other) => !placed.has(other) && other !== one && mayFollow(one, other))
    causes.sort((left, right) => minutesAfter(right, one) - minutesAfter(left, one))
    for (const cause of causes) placed.add(cause)
    placed.add(one)
  }
  for (const one of found) place(one)
  return [...placed]
}
