import type { BinaryField } from './binary-fields'

export const ARRAY_HEADER_BYTES = 20
export const LENGTH_BYTES = 4
export const BYTEA_OID = 17
const INT4_OID = 23

/** What stands before the elements, each of which is its length and its bytes. */
export function writeArrayHeader(view: DataView, elementOid: number, count: number): void {
  const [dimensions, flags, lowerBound] = [1, 0, 1]
  for (const [at, word] of [dimensions, flags, elementOid, count, lowerBound].entries())
    view.setInt32(at * 4, word)
}

/** An `int[]` parameter in Postgres's binary format. */
export function int4Array(values: readonly number[]): BinaryField {
  const view = new DataView(new ArrayBuffer(ARRAY_HEADER_BYTES + values.length * (LENGTH_BYTES + 4)))
  writeArrayHeader(view, INT4_OID, values.length)
  let at = ARRAY_HEADER_BYTES
  for (const value of values) {
    view.setInt32(at, 4)
    view.setInt32(at + LENGTH_BYTES, value)
    at += LENGTH_BYTES + 4
  }
  return new Uint8Array(view.buffer)
}
