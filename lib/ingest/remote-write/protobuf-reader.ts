import { InvalidInputError } from '@/lib/core/errors'

const VARINT = 0
const FIXED64 = 1
export const BYTES = 2
const FIXED32 = 5

export const malformed = (what: string) =>
  new InvalidInputError(`the body is not a WriteRequest: ${what}`, { reason: 'malformed_protobuf' })

/** Reads protobuf straight from bytes; every read is bounded by the given end. */
export class ProtobufReader {
  at = 0
  readonly view: DataView

  constructor(readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** A tag or a length: at most 32 bits. */
  readUint32(end: number): number {
    const first = this.at < end ? (this.bytes[this.at] ?? 0) : 0x80
    if (first < 0x80) {
      this.at += 1
      return first
    }
    const value = this.readVarint(end)
    if (value < 0 || value > 0xffffffff) throw malformed('a tag or length is out of range')
    return value
  }

  /** A signed 64-bit number; beyond 2^53 it is near, which is enough for what is refused anyway. */
  readVarint(end: number): number {
    let low = 0
    let high = 0
    for (let index = 0; index < 10; index += 1) {
      if (this.at >= end) throw malformed('a number is cut off')
      const byte = this.bytes[this.at] ?? 0
      this.at += 1
      if (index < 4) low |= (byte & 0x7f) << (7 * index)
      else if (index < 9) high += (byte & 0x7f) * 2 ** (7 * (index - 4))
      else high += (byte & 1) * 2 ** 35
      if (byte < 0x80) return low + (high >= 2 ** 35 ? high - 2 ** 36 : high) * 2 ** 28
    }
    throw malformed('a number is longer than ten bytes')
  }

  /** Reads a length and answers where what it covers ends. */
  readEnd(end: number): number {
    const length = this.readUint32(end)
    if (this.at + length > end) throw malformed('a field is cut off')
    return this.at + length
  }

  /** Passes over a field that is not known; groups are not. */
  skip(wireType: number, end: number): void {
    if (wireType === VARINT) this.readVarint(end)
    else if (wireType === BYTES) this.at = this.readEnd(end)
    else if (wireType === FIXED64) this.at += 8
    else if (wireType === FIXED32) this.at += 4
    else throw malformed(`wire type ${wireType}`)
    if (this.at > end) throw malformed('a field is cut off')
  }
}
