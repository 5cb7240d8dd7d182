import { malformedProtobuf } from './malformed'

const VARINT = 0
const FIXED64 = 1
const BYTES = 2
const FIXED32 = 5
const MOST_TAG = 2 ** 32
const LONGEST_VARINT = 10

/** The tag with which protobuf begins a field. */
export const varintTag = (field: number): number => (field << 3) | VARINT
export const fixed64Tag = (field: number): number => (field << 3) | FIXED64
export const bytesTag = (field: number): number => (field << 3) | BYTES

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** Reads the fields of one protobuf message straight from the bytes of the body; a field that is not asked for is skipped. */
export class FieldReader {
  /** Field and wire type of the field that is read next. */
  tag = 0
  private low = 0
  private high = 0

  private constructor(
    private readonly bytes: Uint8Array,
    private readonly view: DataView,
    private at: number,
    private readonly end: number,
  ) {}

  static of(bytes: Uint8Array): FieldReader {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return new FieldReader(bytes, view, 0, bytes.length)
  }

  /** The same message from its beginning. */
  again(): FieldReader {
    return new FieldReader(this.bytes, this.view, this.at, this.end)
  }

  /** Goes to the next field; false at the end. */
  next(): boolean {
    if (this.at >= this.end) return false
    const tag = this.number()
    if (tag >= MOST_TAG || tag < 8) throw malformedProtobuf('a field without a number')
    this.tag = tag
    return true
  }

  skip(): void {
    const wire = this.tag & 7
    if (wire === VARINT) this.readVarint()
    else if (wire === BYTES) this.pass(this.number())
    else if (wire === FIXED64) this.pass(8)
    else if (wire === FIXED32) this.pass(4)
    else throw malformedProtobuf(`a field of wire type ${String(wire)}`)
  }

  message(): FieldReader {
    const length = this.number()
    const from = this.pass(length)
    return new FieldReader(this.bytes, this.view, from, from + length)
  }

  /** What is no UTF-8 is replaced. */
  text(): string {
    return utf8.decode(this.slice())
  }

  slice(): Uint8Array {
    const length = this.number()
    const from = this.pass(length)
    return this.bytes.subarray(from, from + length)
  }

  /** Beyond 2^53 it is near. */
  number(): number {
    this.readVarint()
    return this.high * 2 ** 32 + this.low
  }

  boolean(): boolean {
    return this.number() !== 0
  }

  int64(): bigint {
    this.readVarint()
    return BigInt.asIntN(64, (BigInt(this.high) << 32n) | BigInt(this.low))
  }

  /** Numbers of either sign are written so that small ones are short. */
  sint32(): number {
    this.readVarint()
    return (this.low >>> 1) ^ -(this.low & 1)
  }

  double(): number {
    return this.view.getFloat64(this.pass(8), true)
  }

  fixed64(): bigint {
    return this.view.getBigUint64(this.pass(8), true)
  }

  sfixed64(): bigint {
    return this.view.getBigInt64(this.pass(8), true)
  }

  /** Repeated numbers come packed, or each by itself; no more than `most` of them are kept. */
  numbers(read: (reader: FieldReader) => number, into: number[], most: number): void {
    if ((this.tag & 7) !== BYTES) {
      const value = read(this)
      if (into.length < most) into.push(value)
      return
    }
    const packed = this.message()
    while (packed.at < packed.end && into.length < most) into.push(read(packed))
  }

  private pass(length: number): number {
    if (length > this.end - this.at) throw malformedProtobuf('a field is cut off')
    const from = this.at
    this.at += length
    return from
  }

  private readVarint(): void {
    let low = 0
    let high = 0
    for (let index = 0; index < LONGEST_VARINT; index += 1) {
      if (this.at >= this.end) throw malformedProtobuf('a number is cut off')
      const byte = this.bytes[this.at] ?? 0
      this.at += 1
      const bits = byte & 127
      if (index < 4) low |= bits << (7 * index)
      else if (index === 4) {
        low |= bits << 28
        high = bits >>> 4
      } else high |= bits << (7 * index - 32)
      if (byte >= 128) continue
      this.low = low >>> 0
      this.high = high >>> 0
      return
    }
    throw malformedProtobuf('a number is longer than ten bytes')
  }
}
