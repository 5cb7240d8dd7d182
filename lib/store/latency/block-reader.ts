import { CorruptBlockError } from '../byte-reader'

const LOW_LIMIT = 2 ** 28

/** As `ByteReader`, for blocks of which millions of small numbers are read at once. */
export class BlockReader {
  at = 0
  readonly view: DataView

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** Throws where fewer bytes are left. */
  check(length: number): void {
    if (this.at + length > this.bytes.length) throw new CorruptBlockError('the block ends too early')
  }

  skip(length: number): void {
    this.check(length)
    this.at += length
  }

  byte(): number {
    const value = this.bytes[this.at]
    if (value === undefined) throw new CorruptBlockError('the block ends too early')
    this.at += 1
    return value
  }

  varint(): number {
    const { bytes } = this
    let byte = bytes[this.at++] ?? 0
    if (byte < 128) {
      if (this.at > bytes.length) throw new CorruptBlockError('the block ends too early')
      return byte
    }
    let value = byte & 127
    let scale = 128
    do {
      if (scale > LOW_LIMIT * LOW_LIMIT) throw new CorruptBlockError('a number in the block is too long')
      byte = this.byte()
      value += (byte & 127) * scale
      scale *= 128
    } while (byte >= 128)
    return value
  }

  signedVarint(): number {
    const value = this.varint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  float(): number {
    this.check(8)
    const value = this.view.getFloat64(this.at, true)
    this.at += 8
    return value
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length
  }
}
