/** Times outside are refused by name. */
export interface AcceptedTimes {
  oldestMs: number
  newestMs: number
}

export interface TimeLimits {
  maxFutureMs: number
  chunkRetentionDays: number
}

const DAY_MS = 86_400_000

export const acceptedTimes = (limits: TimeLimits, nowMs: number): AcceptedTimes => ({
  oldestMs: nowMs - limits.chunkRetentionDays * DAY_MS,
  newestMs: nowMs + limits.maxFutureMs,
})

/** Events are kept longer than raw samples. */
export const acceptedEventTimes = (
  { maxFutureMs, roll5mRetentionDays }: { maxFutureMs: number; roll5mRetentionDays: number },
  nowMs: number,
): AcceptedTimes => ({
  oldestMs: nowMs - roll5mRetentionDays * DAY_MS,
  newestMs: nowMs + maxFutureMs,
})

export const acceptedProfileTimes = (
  { maxFutureMs, profileRetentionDays }: { maxFutureMs: number; profileRetentionDays: number },
  nowMs: number,
): AcceptedTimes => ({
  oldestMs: nowMs - profileRetentionDays * DAY_MS,
  newestMs: nowMs + maxFutureMs,
})

export type TimeRefusal = 'too_far_in_future' | 'older_than_retention'

export const timeRefusalOf = (timeMs: number, times: AcceptedTimes): TimeRefusal =>
  timeMs > times.newestMs ? 'too_far_in_future' : 'older_than_retention'

const MAX_DATE_MS = 8.64e15

export const timeText = (timeMs: number): string =>
  Math.abs(timeMs) <= MAX_DATE_MS ? new Date(timeMs).toISOString() : `${timeMs} ms`
