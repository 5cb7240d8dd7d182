export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const HOURS_PER_DAY = 24
export const DAY_MS = HOURS_PER_DAY * HOUR_MS

/** What is sealed at once. It is no shorter than the longest gap of a rate, so a sample touches its bucket and the next. */
export const BUCKET_MS = 5 * MINUTE_MS

const floorTo = (stepMs: number) => (timeMs: number) => Math.floor(timeMs / stepMs) * stepMs

export const minuteOf = floorTo(MINUTE_MS)
export const bucketOf = floorTo(BUCKET_MS)
export const hourOf = floorTo(HOUR_MS)
export const dayOf = floorTo(DAY_MS)
