const HEADER_BYTES = 20
const LENGTH_BYTES = 4
const BYTEA_OID = 17

/** A `bytea[]` parameter in Postgres's own binary format: as text, `pg` would write every byte in hex. */
export function toBinaryArray(items: readonly Uint8Array[]): Buffer {
  const bytes = items.reduce((sum, item) => sum + LENGTH_BYTES + item.length, HEADER_BYTES)
  const array = Buffer.allocUnsafe(bytes)
  const [dimensions, flags, lowerBound] = [1, 0, 1]
  let at = 0
  for (const word of [dimensions, flags, BYTEA_OID, items.length, lowerBound])
    at = array.writeInt32BE(word, at)
  for (const item of items) {
    at = array.writeInt32BE(item.length, at)
    array.set(item, at)
    at += item.length
  }
  return array
}
