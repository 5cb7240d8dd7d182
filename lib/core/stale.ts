const BYTES_PER_VALUE = 8
const STALE_HIGH = 0x7ff00000
const STALE_LOW = 0x00000002

/** The bits of Prometheus's stale marker: the series ended here. */
export const STALE_NAN_BITS = 0x7ff0000000000002n

const LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1
/** Offsets of the high and low 32 bits of a float64 in an array of 32-bit words. */
export const HIGH_WORD = LITTLE_ENDIAN ? 1 : 0
export const LOW_WORD = LITTLE_ENDIAN ? 0 : 1

/** The same bytes as 32-bit words: a NaN read as a number may lose its payload. */
export const wordsOf = (values: Float64Array): Uint32Array =>
  new Uint32Array(values.buffer, values.byteOffset, values.length * 2)

export const isStaleMarker = (bits: bigint): boolean => bits === STALE_NAN_BITS

export const isStaleAt = (values: Float64Array, index: number): boolean => {
  const value = values[index]
  if (value === undefined || value === value) return false
  const words = new Uint32Array(values.buffer, values.byteOffset + index * BYTES_PER_VALUE, 2)
  return words[HIGH_WORD] === STALE_HIGH && words[LOW_WORD] === STALE_LOW
}

export const writeStaleMarker = (values: Float64Array, index: number): void => {
  const words = new Uint32Array(values.buffer, values.byteOffset + index * BYTES_PER_VALUE, 2)
  words[HIGH_WORD] = STALE_HIGH
  words[LOW_WORD] = STALE_LOW
}
