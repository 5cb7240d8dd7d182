import { InvalidInputError } from '@/lib/core/errors'

const MAX_VARINT_BYTES = 5

/** The length that a body declares; one that is too large is refused before a byte is inflated, so a bomb costs nothing. */
export function inflatedLength(compressed: Uint8Array, maxBytes: number): number {
  const { length } = readLength(compressed)
  if (length <= maxBytes) return length
  throw new InvalidInputError(
    `the body inflates to ${length} bytes, more than ${maxBytes}; send fewer samples at a time`,
    { status: 413, reason: 'inflated_body_too_large' },
  )
}

/** A place for bodies of up to so many bytes; what it holds is valid until the next body. */
export function createOutput(capacity: number): Output {
  const bytes = new Uint8Array(capacity + SLACK_BYTES)
  return { bytes, view: new DataView(bytes.buffer) }
}

export interface Output {
  bytes: Uint8Array
  view: DataView
}

/** Copies go in steps of 16 bytes and may run over their end, but never over that of the slack. */
const SLACK_BYTES = 16

export function readLength(compressed: Uint8Array): { length: number; at: number } {
  let length = 0
  for (let at = 0; at < MAX_VARINT_BYTES && at < compressed.length; at += 1) {
    const byte = compressed[at] ?? 0
    length += (byte & 0x7f) * 2 ** (7 * at)
    if (byte < 0x80) return { length, at: at + 1 }
  }
  throw broken()
}

export const broken = () =>
  new InvalidInputError('the body is not snappy block format, or is cut off', { reason: 'malformed_snappy' })

/**
 * Inflates snappy's block format; see format_description.txt of google/snappy. The lowest bits of a tag tell a literal (0)
 * and copies with an offset of eleven bits (1), two bytes (2) and four (3). Numbers stand here as such, because a
 * bundle keeps named ones in variables, which would be read at every step.
 */
export class SnappyInflater {
  private readonly sourceView: DataView
  private readonly length: number
  private at: number
  private to = 0

  constructor(
    private readonly source: Uint8Array,
    private readonly out: Output,
  ) {
    this.sourceView = new DataView(source.buffer, source.byteOffset, source.byteLength)
    const { length, at } = readLength(source)
    this.length = length
    this.at = at
  }

  /** What is inflated; whole once `run` answered true. */
  get inflated(): Uint8Array {
    return this.out.bytes.subarray(0, this.length)
  }

  /** Inflates about so many bytes; answers whether all is inflated. */
  run(maxBytes: number): boolean {
    const { source, sourceView, out, length: outLength } = this
    const sourceEnd = source.length
    const pauseAt = this.to + maxBytes
    let { at, to } = this
    while (at < sourceEnd && to < pauseAt) {
      const tag = source[at] ?? 0
      const kind = tag & 3
      let length = (tag >>> 2) + 1
      let offset = 0
      at += 1
      if (kind === 2) {
        offset = (source[at] ?? 0) | ((source[at + 1] ?? 0) << 8)
        at += 2
      } else if (kind === 0) {
        if (length > 60) {
          const lengthBytes = length - 60
          length = littleEndian(source, at, lengthBytes) + 1
          at += lengthBytes
        }
        if (at + length > sourceEnd || to + length > outLength) throw broken()
        copyLiteral(source, sourceView, at, out, to, length)
        at += length
        to += length
        continue
      } else if (kind === 1) {
        length = ((tag >>> 2) & 7) + 4
        offset = (source[at] ?? 0) | ((tag >>> 5) << 8)
        at += 1
      } else {
        offset = littleEndian(source, at, 4)
        at += 4
      }
      if (at > sourceEnd || offset === 0 || offset > to || to + length > outLength) throw broken()
      copyBack(out, to, offset, length)
      to += length
    }
    this.at = at
    this.to = to
    if (at < sourceEnd) return false
    if (to !== outLength) throw broken()
    return true
  }
}

/** An offset shorter than a step repeats what is being written, so it goes byte by byte. */
function copyBack({ bytes, view }: Output, to: number, offset: number, length: number): void {
  const end = to + length
  if (offset < 16) {
    for (let target = to; target < end; target += 1) bytes[target] = bytes[target - offset] ?? 0
    return
  }
  copyStep(view, to - offset, view, to)
  for (let target = to + 16; target < end; target += 16) copyStep(view, target - offset, view, target)
}

/** All is read before anything is written, which processors like better than turns. */
function copyStep(source: DataView, from: number, target: DataView, to: number): void {
  const first = source.getInt32(from, true)
  const second = source.getInt32(from + 4, true)
  const third = source.getInt32(from + 8, true)
  const fourth = source.getInt32(from + 12, true)
  target.setInt32(to, first, true)
  target.setInt32(to + 4, second, true)
  target.setInt32(to + 8, third, true)
  target.setInt32(to + 12, fourth, true)
}

const SHORT_LITERAL = 64

function copyLiteral(
  source: Uint8Array,
  sourceView: DataView,
  at: number,
  { bytes, view }: Output,
  to: number,
  length: number,
): void {
  if (length > SHORT_LITERAL || at + length + SLACK_BYTES > source.length) {
    bytes.set(source.subarray(at, at + length), to)
    return
  }
  for (let done = 0; done < length; done += 16) copyStep(sourceView, at + done, view, to + done)
}

function littleEndian(bytes: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let index = 0; index < count; index += 1) value += (bytes[at + index] ?? 0) * 2 ** (8 * index)
  return value
}
