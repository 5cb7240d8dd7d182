/** Stored bytes that do not follow their own format. */
export class CorruptBlockError extends Error {
  override readonly name = 'CorruptBlockError'
}

const LONGEST_VARINT = 8

/** Reads what `ByteWriter` wrote. */
export class ByteReader {
  position = 0

  constructor(private readonly bytes: Uint8Array) {}

  byte(): number {
    const value = this.bytes[this.position++]
    if (value === undefined) throw new CorruptBlockError('the block ends too early')
    return value
  }

  varint(): number {
    let value = 0
    let scale = 1
    for (let i = 0; i < LONGEST_VARINT; i++) {
      const byte = this.byte()
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
    }
    throw new CorruptBlockError('a number in the block is too long')
  }

  signedVarint(): number {
    const value = this.varint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  /** A number of things that take at least so many bytes each, so that nobody makes room for more than there are. */
  count(bytesEach: number): number {
    const count = this.varint()
    if (count * bytesEach > this.bytes.length - this.position)
      throw new CorruptBlockError('the block counts more than it holds')
    return count
  }

  take(count: number): Uint8Array {
    const end = this.position + count
    if (end > this.bytes.length) throw new CorruptBlockError('the block ends too early')
    const taken = this.bytes.subarray(this.position, end)
    this.position = end
    return taken
  }

  section(): Uint8Array {
    return this.take(this.varint())
  }

  get atEnd(): boolean {
    return this.position >= this.bytes.length
  }
}
