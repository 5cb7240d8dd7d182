const POWERS = [1, 10, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9] as const
const LARGEST_EXPONENT = POWERS.length - 1

/** Differences of differences of such units are still exact in a float64. */
const UNIT_LIMIT = 2 ** 51

/** One sample in eight may be no decimal (a stale marker, say) before the series is kept as raw bits. */
const EXCEPTION_SHIFT = 3

export const powerOf = (exponent: number): number => POWERS[exponent] ?? NaN

/** Whether dividing the units gives back every bit of the value. */
function isExact(value: number, units: number, power: number): boolean {
  if (units / power !== value || units >= UNIT_LIMIT || units <= -UNIT_LIMIT) return false
  return value !== 0 || 1 / value > 0
}

function smallestExponent(values: Float64Array): number | null {
  const allowed = values.length >> EXCEPTION_SHIFT
  let exponent = 0
  let misses = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN
    let tried = exponent
    while (tried <= LARGEST_EXPONENT) {
      const power = powerOf(tried)
      if (isExact(value, Math.round(value * power), power)) break
      tried += 1
    }
    if (tried <= LARGEST_EXPONENT) exponent = tried
    else if (++misses > allowed) return null
  }
  return exponent
}

export interface Decimals {
  exponent: number
  /** Indexes of values that are no such decimal; their units repeat a neighbour. */
  exceptions: number[]
}

/** Writes the values as whole multiples of a power of ten; null if they are better kept as bits. */
export function toDecimals(values: Float64Array, units: Float64Array): Decimals | null {
  const exponent = smallestExponent(values)
  if (exponent === null) return null
  const power = powerOf(exponent)
  const exceptions: number[] = []
  let previous = NaN
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN
    const unit = Math.round(value * power)
    if (isExact(value, unit, power)) {
      if (previous !== previous) units.fill(unit, 0, i)
      previous = unit
    } else exceptions.push(i)
    units[i] = previous
  }
  return exceptions.length > values.length >> EXCEPTION_SHIFT ? null : { exponent, exceptions }
}

export interface Steps {
  first: number
  smallest: number
  /** Trailing zero bits that all steps have in common, once the smallest is taken off. */
  shift: number
  /** Bits of the largest step that is left. */
  bits: number
}

/** Turns units into steps from one to the next, above the smallest step: `units` then holds count - 1 of them. */
export function toSteps(units: Float64Array): Steps {
  const first = units[0] ?? 0
  let smallest = Infinity
  for (let i = 1; i < units.length; i++) smallest = Math.min(smallest, (units[i] ?? 0) - (units[i - 1] ?? 0))
  if (smallest === Infinity) smallest = 0
  let previous = first
  let lowBits = 0
  let largest = 0
  for (let i = 1; i < units.length; i++) {
    const unit = units[i] ?? 0
    const step = unit - previous - smallest
    previous = unit
    units[i - 1] = step
    lowBits |= step
    if (step > largest) largest = step
  }
  const shift = lowBits === 0 ? 0 : 31 - Math.clz32(lowBits & -lowBits)
  return { first, smallest, shift, bits: bitLength(largest / 2 ** shift) }
}

function bitLength(value: number): number {
  const high = Math.floor(value / 2 ** 32)
  return high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(value)
}
