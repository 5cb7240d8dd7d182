import { medianOf } from '../quantile'
import { nthSmallest } from '../nth-smallest'
import { DAY_MS, MINUTE_MS } from '../times'

/** What is left of a series once its own rhythm and trend are taken out of it: around zero, and zero where not measured. */
export interface Residual {
  values: Float64Array
  /** 1 where it was measured. */
  measured: Uint8Array
  count: number
}

export interface Steps {
  startMs: number
  stepMs: number
  stepCount: number
}

const BIN_MS = 30 * MINUTE_MS
const BINS = DAY_MS / BIN_MS
/** Of fewer days a median is no profile: what happened on one of them would be half of it. */
const LEAST_DAYS = 3
const LEAST_SHARE = 0.5
const LEAST_COUNT = 12
/** Beyond this share of its values a series is cut off, so that a glitch decides nothing. */
const CUT_SHARE = 0.995

export const hasProfile = ({ stepMs, stepCount }: Steps): boolean => stepMs * stepCount >= LEAST_DAYS * DAY_MS

/** By half hour of the day in UTC: the median over the days of its mean. */
const profileOf = (values: Float64Array, measured: Uint8Array, { startMs, stepMs }: Steps): Float64Array => {
  const days = new Map<number, { sum: number; count: number }[]>()
  for (let step = 0; step < values.length; step += 1) {
    if (measured[step] === 0) continue
    const atMs = startMs + step * stepMs
    const day = Math.floor(atMs / DAY_MS)
    const bins = days.get(day) ?? Array.from({ length: BINS }, () => ({ sum: 0, count: 0 }))
    days.set(day, bins)
    const bin = bins[Math.floor((atMs - day * DAY_MS) / BIN_MS)]
    if (bin === undefined) continue
    bin.sum += values[step] ?? 0
    bin.count += 1
  }
  return Float64Array.from({ length: BINS }, (_, at) => {
    const means = [...days.values()].flatMap((bins) => {
      const bin = bins[at]
      return bin === undefined || bin.count === 0 ? [] : [bin.sum / bin.count]
    })
    return means.length === 0 ? 0 : medianOf(means)
  })
}

const removeProfile = (values: Float64Array, measured: Uint8Array, steps: Steps): void => {
  const profile = profileOf(values, measured, steps)
  for (let step = 0; step < values.length; step += 1) {
    if (measured[step] === 0) continue
    const atMs = steps.startMs + step * steps.stepMs
    values[step] = (values[step] ?? 0) - (profile[Math.floor((atMs % DAY_MS) / BIN_MS)] ?? 0)
  }
}

/** The straight line of least squares. */
const removeTrend = (values: Float64Array, measured: Uint8Array): void => {
  let count = 0
  let sumAt = 0
  let sum = 0
  for (let step = 0; step < values.length; step += 1) {
    if (measured[step] === 0) continue
    count += 1
    sumAt += step
    sum += values[step] ?? 0
  }
  const meanAt = sumAt / count
  const mean = sum / count
  let across = 0
  let along = 0
  for (let step = 0; step < values.length; step += 1) {
    if (measured[step] === 0) continue
    across += (step - meanAt) * (step - meanAt)
    along += (step - meanAt) * ((values[step] ?? 0) - mean)
  }
  const slope = across === 0 ? 0 : along / across
  for (let step = 0; step < values.length; step += 1)
    if (measured[step] === 1) values[step] = (values[step] ?? 0) - mean - slope * (step - meanAt)
}

const measuredOf = (values: Float64Array, measured: Uint8Array): number[] =>
  Array.from(values).filter((_, step) => measured[step] === 1)

/** Around the median. */
const cutOff = (values: Float64Array, measured: Uint8Array, count: number): void => {
  const median = medianOf(measuredOf(values, measured))
  const distances = Float32Array.from(measuredOf(values, measured), (value) => Math.abs(value - median))
  const most = nthSmallest(distances, Math.min(count - 3, Math.floor(CUT_SHARE * count)))
  for (let step = 0; step < values.length; step += 1)
    if (measured[step] === 1)
      values[step] = Math.max(median - most, Math.min(median + most, values[step] ?? 0))
}

/** Smaller than what rounding leaves of a constant series. */
const isFlat = (values: Float64Array, scale: number): boolean =>
  values.every((value) => Math.abs(value) <= scale * 1e-6)

/** Null where too little was measured, or nothing moves. */
export const residualOf = (series: ArrayLike<number>, steps: Steps): Residual | null => {
  const values = new Float64Array(steps.stepCount)
  const measured = new Uint8Array(steps.stepCount)
  let count = 0
  let scale = 0
  for (let step = 0; step < steps.stepCount; step += 1) {
    const value = series[step] ?? NaN
    if (!Number.isFinite(value)) continue
    values[step] = value
    measured[step] = 1
    count += 1
    scale = Math.max(scale, Math.abs(value))
  }
  if (count < LEAST_COUNT || count < LEAST_SHARE * steps.stepCount) return null
  if (hasProfile(steps)) removeProfile(values, measured, steps)
  removeTrend(values, measured)
  if (isFlat(values, scale)) return null
  cutOff(values, measured, count)
  // Where a glitch was cut, the trend was the glitch's too.
  removeTrend(values, measured)
  return isFlat(values, scale) ? null : { values, measured, count }
}
