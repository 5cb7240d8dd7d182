const SIGNIFICANT_DIGITS = 6
const WHOLE_FROM = 10 ** (SIGNIFICANT_DIGITS - 1)
const FINEST_SCALE = 1e15

/** What a number is multiplied with to make its significant digits whole, and the power of ten it begins at. */
const scaleFrom = (exponent: number): number =>
  Math.min(FINEST_SCALE, Number(`1e${String(SIGNIFICANT_DIGITS - 1 - exponent)}`))

/**
 * By the 11 bits of a number's binary exponent: the scale of the numbers from there, and the power of ten among them
 * from which the scale is a tenth. Logarithms would take most of the time of a large grid.
 */
const EXPONENT_BIAS = 1023
const decimalExponents = Array.from({ length: 2 * EXPONENT_BIAS + 2 }, (_, bits) =>
  Math.floor((bits - EXPONENT_BIAS) * Math.log10(2)),
)
const SCALES = Float64Array.from(decimalExponents, scaleFrom)
const NEXT_POWERS = Float64Array.from(decimalExponents, (exponent) => Number(`1e${String(exponent + 1)}`))
const NEXT_SCALES = Float64Array.from(decimalExponents, (exponent) => scaleFrom(exponent + 1))

const float = new Float64Array(1)
/** The machine is little-endian, as the blocks are. */
const words = new Uint32Array(float.buffer)

const scaleOf = (size: number): number => {
  float[0] = size
  const bits = (words[1] ?? 0) >>> 20
  return (size < (NEXT_POWERS[bits] ?? 0) ? SCALES[bits] : NEXT_SCALES[bits]) ?? 1
}

/** Blocks hold 32-bit floats: further digits would be noise. NaN where nothing was measured. */
export const tidyNumber = (value: number): number => {
  const size = Math.abs(value)
  if (!(size < Infinity)) return NaN
  if (size >= WHOLE_FROM) return Math.round(value)
  const scale = scaleOf(size)
  return Math.round(value * scale) / scale
}

/** Null where nothing was measured. */
export const tidy = (value: number): number | null => {
  const tidied = tidyNumber(value)
  return tidied === tidied ? tidied : null
}
