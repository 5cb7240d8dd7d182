import type { OnsetsState } from '../store/onsets'

/** When what comes back was found last, and in which onsets. */
export interface Refreshed {
  version: string
  startedMs: number
  endedMs: number
}

/** While more is being found. */
const FINDING_PERIOD_MS = 60_000
/** Facts and the hour change what is found too. */
const PERIOD_MS = 300_000
/** However often onsets change, the processor is there for others most of the time. */
const LEAST_PAUSE_PER_WORK = 10

/** At once when all onsets of what was sealed are known, and now and then while more of them are being found. */
export const isTimeToRefresh = (
  { version, isFinding }: OnsetsState,
  last: Refreshed | null,
  nowMs: number,
): boolean => {
  if (last === null) return true
  const tookMs = last.endedMs - last.startedMs
  const restedMs = nowMs - last.endedMs
  if (restedMs < LEAST_PAUSE_PER_WORK * tookMs) return false
  if (version === last.version) return restedMs >= PERIOD_MS
  return !isFinding || restedMs >= FINDING_PERIOD_MS
}
