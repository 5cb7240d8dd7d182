import { deviationOf, differencesOf, furthestFrom, meanOf, medianOf, quantileOf } from './statistics'

/** One dimension and the stretch to explain: [start, end). */
export interface Question {
  values: Float32Array
  start: number
  end: number
  stepMs: number
}

/** The higher, the likelier the dimension is responsible. */
export type Method = (question: Question) => number

const DAY_MS = 86_400_000
const DAYS = 7
const LEAD_LENGTHS = 4
const FLOOR = 0.1

const window = ({ values, start, end }: Question) => values.subarray(start, end)

/** Four times as long as the window, right before it. */
const lead = ({ values, start, end }: Question) =>
  values.subarray(Math.max(0, start - LEAD_LENGTHS * (end - start)), start)

const before = ({ values, start }: Question) => values.subarray(0, start)

/** Median of the same step on the days before. */
const sameTimeOfDay = ({ values, stepMs, start, end }: Question): Float32Array => {
  const stepsPerDay = Math.round(DAY_MS / stepMs)
  return Float32Array.from({ length: end - start }, (_, step) => {
    const earlier = Array.from(
      { length: DAYS },
      (_day, back) => values[start + step - (back + 1) * stepsPerDay],
    )
    return medianOf(Float32Array.from(earlier.filter((value) => value !== undefined)))
  })
}

const kolmogorovSmirnov: Method = (question) => {
  const one = Float32Array.from(lead(question)).sort()
  const other = Float32Array.from(window(question)).sort()
  let [left, right, most] = [0, 0, 0]
  while (left < one.length && right < other.length) {
    const value = Math.min(one[left] ?? 0, other[right] ?? 0)
    while (left < one.length && (one[left] ?? 0) <= value) left += 1
    while (right < other.length && (other[right] ?? 0) <= value) right += 1
    most = Math.max(most, Math.abs(left / one.length - right / other.length))
  }
  return most
}

const volume: Method = (question) => {
  const usual = meanOf(lead(question))
  return Math.abs(meanOf(window(question)) - usual) / (Math.abs(usual) + 1e-9)
}

/** Median and interquartile range; a series without one counts as if it were 1. */
const baro: Method = (question) => {
  const earlier = lead(question)
  const range = quantileOf(earlier, 0.75) - quantileOf(earlier, 0.25)
  return furthestFrom(window(question), medianOf(earlier)) / (range > 0 ? range : 1)
}

const nSigma: Method = (question) => {
  const earlier = lead(question)
  return furthestFrom(window(question), meanOf(earlier)) / (deviationOf(earlier) + 1e-3)
}

const peakAgainstMedian: Method = (question) =>
  furthestFrom(window(question), medianOf(lead(question))) / Math.sqrt(deviationOf(before(question)) + FLOOR)

const geometricMean: Method = (question) => {
  const usual = sameTimeOfDay(question)
  const now = window(question)
  const fromUsual = now.reduce(
    (most, value, step) => Math.max(most, Math.abs(value - (usual[step] ?? NaN))),
    0,
  )
  const fromLast = furthestFrom(now, question.values[question.start - 1] ?? NaN)
  return Math.sqrt(fromUsual * fromLast) / (deviationOf(differencesOf(before(question))) + FLOOR)
}

/** Upwards only: (z)⁺ by the lead, and the logarithm of how many times the mean it is. */
const signedLogRatio: Method = (question) => {
  const earlier = lead(question)
  const peak = window(question).reduce((most, value) => Math.max(most, value), -Infinity)
  const z = Math.max(0, (peak - meanOf(earlier)) / (deviationOf(earlier) + 1e-3))
  const ratio = Math.max(0, Math.log((peak + 1e-3) / (Math.abs(meanOf(earlier)) + 1e-3)))
  return Math.sqrt(z * ratio)
}

export const REFERENCE_METHODS: ReadonlyMap<string, Method> = new Map([
  ['random', () => 0],
  ['KS against the preceding 4×', kolmogorovSmirnov],
  ['volume', volume],
  ['BARO: max ÷ interquartile range', baro],
  ['N-sigma max', nSigma],
  ['√(signed z⁺ · log ratio⁺)', signedLogRatio],
  ['peak against preceding median ÷ √(σ + .1)', peakAgainstMedian],
  ['geometric mean of (last sample, same time of 7 days) ÷ (σ of differences + .1)', geometricMean],
])
