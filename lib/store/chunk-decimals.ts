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

/** Whether the value is a multiple of one, as counters of things are. */
const isWhole = (value: number): boolean =>
  Math.floor(value) === value && value < UNIT_LIMIT && value > -UNIT_LIMIT && (value !== 0 || 1 / value > 0)

/** The smallest exponent from `from` on that makes a whole number of the value; none is larger than the largest. */
function exponentOf(value: number, from: number): number {
  let exponent = from
  for (; exponent <= LARGEST_EXPONENT; exponent++) {
    const power = powerOf(exponent)
    if (isExact(value, Math.round(value * power), power)) break
  }
  return exponent
}

/**
 * Writes the values [start, end) as whole multiples of a power of ten to `units`, from `into` on, and answers its exponent;
 * null if they are better kept as bits. `exceptions` gets the offsets of values that are no such decimal; their units
 * repeat a neighbour.
 */
export function toDecimals(
  values: Float64Array,
  start: number,
  end: number,
  units: Float64Array,
  into: number,
  exceptions: number[],
): number | null {
  const allowed = (end - start) >> EXCEPTION_SHIFT
  let at = start
  for (let value = values[at] ?? NaN; at < end && isWhole(value); value = values[++at] ?? NaN)
    units[into + at - start] = value
  let exponent = 0
  let power = 1
  while (at < end) {
    const value = values[at] ?? NaN
    const unit = Math.round(value * power)
    units[into + at - start] = unit
    at += 1
    if (isExact(value, unit, power)) continue
    const larger = exponentOf(value, exponent + 1)
    if (larger <= LARGEST_EXPONENT) {
      exponent = larger
      power = powerOf(exponent)
      exceptions.length = 0
      at = start
    } else if (exceptions.push(at - 1 - start) > allowed) {
      exceptions.length = 0
      return null
    }
  }
  if (exceptions.length > 0) repeatNeighbours(units, into, exceptions)
  return exponent
}

function repeatNeighbours(units: Float64Array, into: number, offsets: readonly number[]): void {
  let known = 0
  while (offsets[known] === known) known += 1
  for (const offset of offsets)
    units[into + offset] = units[into + (offset < known ? known : offset - 1)] ?? 0
}

export interface Steps {
  first: number
  smallest: number
  /** Trailing zero bits that all steps have in common, once the smallest is taken off. */
  shift: number
  /** Bits of the largest step that is left. */
  bits: number
}

/**
 * Turns the units [start, end) into steps from one to the next, above the smallest step, which leaves room for one at the
 * end.
 */
export function toSteps(units: Float64Array, start: number, end: number, into: Steps): void {
  const first = units[start] ?? 0
  let smallest = Infinity
  let previous = first
  for (let i = start + 1; i < end; i++) {
    const unit = units[i] ?? 0
    if (unit - previous < smallest) smallest = unit - previous
    previous = unit
  }
  if (smallest === Infinity) smallest = 0
  previous = first
  let lowBits = 0
  let largest = 0
  for (let i = start + 1; i < end; i++) {
    const unit = units[i] ?? 0
    const step = unit - previous - smallest
    previous = unit
    units[i - 1] = step
    lowBits |= step
    if (step > largest) largest = step
  }
  const shift = lowBits === 0 ? 0 : 31 - Math.clz32(lowBits & -lowBits)
  into.first = first
  into.smallest = smallest
  into.shift = shift
  into.bits = bitLength(largest / 2 ** shift)
}

function bitLength(value: number): number {
  const high = Math.floor(value / 2 ** 32)
  return high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(value)
}
