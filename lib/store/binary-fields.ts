/** A field in Postgres's binary format. */
export type BinaryField = Uint8Array

export const int4 = (value: number): BinaryField => {
  const bytes = Buffer.allocUnsafe(4)
  bytes.writeInt32BE(value)
  return bytes
}

export const int8 = (value: number): BinaryField => {
  const bytes = Buffer.allocUnsafe(8)
  bytes.writeBigInt64BE(BigInt(value))
  return bytes
}

export const int2 = (value: number): BinaryField => {
  const bytes = Buffer.allocUnsafe(2)
  bytes.writeInt16BE(value)
  return bytes
}

export const text = (value: string): BinaryField => Buffer.from(value, 'utf8')

export const floats = ({ buffer, byteOffset, byteLength }: Float32Array | Float64Array): BinaryField =>
  new Uint8Array(buffer, byteOffset, byteLength)

/** A field as both COPY and parameters write it: length and bytes, which are not copied. */
export const withLength = (field: BinaryField): BinaryField[] => [int4(field.length), field]

/** A message of the protocol: type, length of the rest, and its parts. */
export const messageOf = (type: string, parts: readonly Uint8Array[]): Uint8Array[] => {
  const head = Buffer.allocUnsafe(1 + LENGTH_BYTES)
  head.write(type, 'latin1')
  head.writeInt32BE(
    parts.reduce((sum, part) => sum + part.length, LENGTH_BYTES),
    1,
  )
  return [head, ...parts]
}

const LENGTH_BYTES = 4
