import type { FoundRecurrence } from '@/lib/core/recurrences/find-recurrences'
import type { Replay } from '@/lib/replay/make-replay'
import type { ClockWindow } from '@/lib/replay/truth'

/** What an answer got right of a replay. */
export interface Judged {
  found: boolean
  inTopThree: boolean
  /** First once the innocent jobs are muted. */
  isFirstOfRest: boolean
  hasWindow: boolean
  hasFact: boolean
  /** Named first among the candidates. */
  hasCause: boolean
  listed: number
}

const TOLERANCE_MINUTES = 15
const MINUTES_PER_DAY = 1440

const apart = (one: number, other: number): number => {
  const turned = (((one - other) % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY
  return Math.min(turned, MINUTES_PER_DAY - turned)
}

const overlaps = ({ startMinute, endMinute }: FoundRecurrence, window: ClockWindow): boolean => {
  const length = endMinute - startMinute
  const after = (((window.startMinute - startMinute) % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY
  return after < length || MINUTES_PER_DAY - after < window.endMinute - window.startMinute
}

const isDaily = ({ periodMinutes }: FoundRecurrence): boolean => periodMinutes === MINUTES_PER_DAY

export const judgeAnswer = (all: readonly FoundRecurrence[], { truth }: Replay): Judged => {
  const [window] = truth.recurs
  const isTrue = (one: FoundRecurrence) => window !== undefined && isDaily(one) && overlaps(one, window)
  const isInnocent = (one: FoundRecurrence) =>
    truth.decoys.some(
      (decoy) => isDaily(one) && overlaps(one, decoy.window) && one.metric.startsWith(decoy.resource),
    ) || truth.decoys.some((decoy) => one.candidates[0]?.name === decoy.name)
  const rank = all.findIndex(isTrue)
  const hit = all[rank]
  const separated = hit?.separatedBy?.stratum
  const { separation, cause } = truth
  return {
    found: hit !== undefined,
    inTopThree: rank >= 0 && rank < 3,
    isFirstOfRest: all.find((one) => !isInnocent(one)) === hit && hit !== undefined,
    hasWindow:
      hit !== undefined &&
      window !== undefined &&
      apart(hit.startMinute, window.startMinute) <= TOLERANCE_MINUTES &&
      apart(hit.endMinute, window.endMinute) <= TOLERANCE_MINUTES,
    hasFact:
      separated !== undefined &&
      separated.fact === separation?.fact &&
      separated.op === separation.op &&
      separated.value === separation.value,
    hasCause: hit?.candidates[0]?.name === cause?.name && hit !== undefined,
    listed: all.length,
  }
}
