export const meanOf = (values: Float32Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

export const deviationOf = (values: Float32Array): number => {
  const mean = meanOf(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}

export const quantileOf = (values: Float32Array, share: number): number => {
  const sorted = Float32Array.from(values).sort()
  const at = share * (sorted.length - 1)
  const below = sorted[Math.floor(at)] ?? NaN
  const above = sorted[Math.ceil(at)] ?? NaN
  return below + (above - below) * (at - Math.floor(at))
}

export const medianOf = (values: Float32Array): number => quantileOf(values, 0.5)

/** The furthest that any value lies from `from`. */
export const furthestFrom = (values: Float32Array, from: number): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value - from)), 0)

export const differencesOf = (values: Float32Array): Float32Array =>
  values.subarray(1).map((value, at) => value - (values[at] ?? NaN))
