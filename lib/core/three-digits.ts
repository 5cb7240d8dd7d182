const LOWEST_EXPONENT = -45
const HIGHEST_EXPONENT = 38
const MANTISSAS = 900
const CODES_OF_SIGN = MANTISSAS * (HIGHEST_EXPONENT - LOWEST_EXPONENT + 1)
const NOT_MEASURED = 0
const ZERO = 1
const FIRST_POSITIVE = 2
const FIRST_NEGATIVE = FIRST_POSITIVE + CODES_OF_SIGN

const HIGHEST_EXACT_POWER = 22
const POWERS = Array.from({ length: 50 }, (_, power) => Number(`1e${String(power)}`))

/** Powers of ten up to 22 are exact, so that the outcome is the number that the same digits are written as. */
const timesPower = (mantissa: number, power: number): number => {
  const size = Math.abs(power)
  if (size > HIGHEST_EXACT_POWER) return Number(`${String(mantissa)}e${String(power)}`)
  return power < 0 ? mantissa / (POWERS[size] ?? 1) : mantissa * (POWERS[size] ?? 1)
}

const mantissaOf = (size: number, exponent: number): number =>
  Math.round(
    exponent < 2 ? size * (POWERS[2 - exponent] ?? Infinity) : size / (POWERS[exponent - 2] ?? Infinity),
  )

/** The number of three significant digits and an exponent; the nearest there is where a value lies beyond them. */
const codeOf = (value: number): number => {
  const size = Math.abs(value)
  if (!(size < Infinity)) return NOT_MEASURED
  if (size === 0) return ZERO
  let exponent = Math.floor(Math.log10(size))
  if (exponent < LOWEST_EXPONENT) exponent = LOWEST_EXPONENT
  if (exponent > HIGHEST_EXPONENT) exponent = HIGHEST_EXPONENT
  let mantissa = mantissaOf(size, exponent)
  if (mantissa >= 1000 && exponent < HIGHEST_EXPONENT) {
    exponent += 1
    mantissa = mantissaOf(size, exponent)
  }
  mantissa = Math.min(999, Math.max(100, mantissa))
  const code = (exponent - LOWEST_EXPONENT) * MANTISSAS + mantissa - 100
  return (value > 0 ? FIRST_POSITIVE : FIRST_NEGATIVE) + code
}

const valueOf = (code: number): number => {
  if (code < FIRST_POSITIVE) return code === ZERO ? 0 : NaN
  const isNegative = code >= FIRST_NEGATIVE
  const place = code - (isNegative ? FIRST_NEGATIVE : FIRST_POSITIVE)
  const mantissa = 100 + (place % MANTISSAS)
  const value = timesPower(mantissa, Math.floor(place / MANTISSAS) + LOWEST_EXPONENT - 2)
  return isNegative ? -value : value
}

/** Rounded to three significant digits; NaN is not measured. */
export const toThreeDigits = (value: number): number => valueOf(codeOf(value))

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const LETTER_BITS = 6
const LETTER_MASK = 63
const LETTERS_PER_CELL = 3

const ascii = new TextDecoder()
const letterAt = Uint8Array.from(LETTERS, (letter) => letter.charCodeAt(0))
const placeOfLetter = new Uint8Array(128)
for (let place = 0; place < LETTERS.length; place += 1) placeOfLetter[LETTERS.charCodeAt(place)] = place

/**
 * Three letters for each value, of which the first change least: a million values make less JSON than as numbers, are
 * read at once, and compress well.
 */
export const encodeCells = (values: Float64Array): string => {
  const letters = new Uint8Array(values.length * LETTERS_PER_CELL)
  for (let cell = 0; cell < values.length; cell += 1) {
    const code = codeOf(values[cell] ?? NaN)
    const at = cell * LETTERS_PER_CELL
    letters[at] = letterAt[code >> (2 * LETTER_BITS)] ?? 0
    letters[at + 1] = letterAt[(code >> LETTER_BITS) & LETTER_MASK] ?? 0
    letters[at + 2] = letterAt[code & LETTER_MASK] ?? 0
  }
  return ascii.decode(letters)
}

/** Writes the values of a text into `into` from `offset`, at most `length` of them. */
export const decodeCells = (text: string, into: Float64Array, offset: number, length: number): void => {
  const count = Math.min(length, Math.floor(text.length / LETTERS_PER_CELL))
  for (let cell = 0; cell < count; cell += 1) {
    const at = cell * LETTERS_PER_CELL
    const code =
      ((placeOfLetter[text.charCodeAt(at)] ?? 0) << (2 * LETTER_BITS)) |
      ((placeOfLetter[text.charCodeAt(at + 1)] ?? 0) << LETTER_BITS) |
      (placeOfLetter[text.charCodeAt(at + 2)] ?? 0)
    into[offset + cell] = valueOf(code)
  }
}
