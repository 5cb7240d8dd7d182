const MOST_LITERAL_BYTES = 65_536
/** A literal whose length follows in two bytes. */
const LITERAL_TAG = 61 << 2

/** Bytes in the frame of snappy, as they are: between two processes of one machine squeezing costs more than it saves. */
export const toSnappyLiterals = (plain: Uint8Array): Uint8Array => {
  const literals = Math.ceil(plain.length / MOST_LITERAL_BYTES)
  const head = varintOf(plain.length)
  const framed = new Uint8Array(head.length + plain.length + 3 * literals)
  framed.set(head)
  let at = head.length
  for (let from = 0; from < plain.length; from += MOST_LITERAL_BYTES) {
    const part = plain.subarray(from, from + MOST_LITERAL_BYTES)
    const last = part.length - 1
    framed.set([LITERAL_TAG, last & 0xff, last >>> 8], at)
    framed.set(part, at + 3)
    at += 3 + part.length
  }
  return framed
}

const varintOf = (value: number): number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varintOf(value >>> 7)]
