/** Digits of the bits of a float, the highest first: eleven bits, eleven and ten. */
const HIGH_SHIFT = 21
const MIDDLE_SHIFT = 10
const DIGITS = 2048

const counts = new Int32Array(DIGITS)
const word = new Int32Array(1)
const float = new Float32Array(word.buffer)

/** As whole numbers the bits of floats are ordered as the floats are, once those of negative ones are turned round. */
const ordered = (bits: number): number => bits ^ ((bits >> 31) & 0x7fffffff)

/**
 * The value that sorting would put at `rank`; there is no NaN among the values, and their order is lost. By counting
 * digits rather than by comparing values, whose outcome no processor foresees.
 */
export const nthSmallest = (values: Float32Array, rank: number): number => {
  if (rank < 0 || rank >= values.length) return NaN
  const keys = new Int32Array(values.buffer, values.byteOffset, values.length)
  for (let at = 0; at < keys.length; at += 1) keys[at] = ordered(keys[at] ?? 0)
  let length = keys.length
  let left = rank
  for (const shift of [HIGH_SHIFT, MIDDLE_SHIFT, 0]) {
    const flip = shift === HIGH_SHIFT ? DIGITS / 2 : 0
    countDigits(keys, length, shift, flip)
    let digit = 0
    while (left >= (counts[digit] ?? 0)) left -= counts[digit++] ?? 0
    length = keepDigit(keys, length, shift, digit ^ flip)
  }
  word[0] = ordered(keys[0] ?? 0)
  return float[0] ?? NaN
}

/** The sign is the highest bit of the highest digit, and numbers that have it come first. */
const countDigits = (keys: Int32Array, length: number, shift: number, flip: number): void => {
  counts.fill(0)
  for (let at = 0; at < length; at += 1) {
    const digit = (((keys[at] ?? 0) >>> shift) & (DIGITS - 1)) ^ flip
    counts[digit] = (counts[digit] ?? 0) + 1
  }
}

/** Moves the keys of the digit to the front, and answers how many they are. */
const keepDigit = (keys: Int32Array, length: number, shift: number, digit: number): number => {
  let kept = 0
  for (let at = 0; at < length; at += 1) {
    const key = keys[at] ?? 0
    keys[kept] = key
    if (((key >>> shift) & (DIGITS - 1)) === digit) kept += 1
  }
  return kept
}
