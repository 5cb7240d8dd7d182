import { InvalidInputError } from '@/lib/core/errors'

/** Senders cut bodies at a few megabytes; what is larger gets a buffer of its own. */
const SCRATCH_BYTES = 4 * 1024 * 1024
const MAX_VARINT_BYTES = 5

/**
 * Inflates snappy's block format. The declared length is checked before a byte is inflated, so a bomb costs
 * nothing. The answer is valid until the next call.
 */
export function createInflater(maxBytes: number): (compressed: Uint8Array) => Uint8Array {
  let scratch = createOutput(0)
  return (compressed) => {
    const { length, at } = readLength(compressed)
    if (length > maxBytes) {
      throw new InvalidInputError(
        `the body inflates to ${length} bytes, more than ${maxBytes}; send fewer samples at a time`,
        { status: 413, reason: 'inflated_body_too_large' },
      )
    }
    if (length <= SCRATCH_BYTES && scratch.capacity === 0) scratch = createOutput(SCRATCH_BYTES)
    const out = length <= SCRATCH_BYTES ? scratch : createOutput(length)
    inflate(compressed, at, out, length)
    return out.bytes.subarray(0, length)
  }
}

/** Copies go in steps and may run over their end, but never over that of the slack. */
const STEP = 16
const SLACK_BYTES = STEP
const WORD = 4

interface Output {
  capacity: number
  bytes: Uint8Array
  view: DataView
}

function createOutput(capacity: number): Output {
  const bytes = new Uint8Array(capacity + SLACK_BYTES)
  return { capacity, bytes, view: new DataView(bytes.buffer) }
}

function readLength(compressed: Uint8Array): { length: number; at: number } {
  let length = 0
  for (let at = 0; at < MAX_VARINT_BYTES && at < compressed.length; at += 1) {
    const byte = compressed[at] ?? 0
    length += (byte & 0x7f) * 2 ** (7 * at)
    if (byte < 0x80) return { length, at: at + 1 }
  }
  throw broken()
}

const broken = () =>
  new InvalidInputError('the body is not snappy block format, or is cut off', { reason: 'malformed_snappy' })

const LITERAL = 0
const COPY_1 = 1
const COPY_2 = 2

/** Three kinds of copy and a literal; see format_description.txt of google/snappy. */
function inflate(source: Uint8Array, start: number, out: Output, outLength: number): void {
  const sourceView = new DataView(source.buffer, source.byteOffset, source.byteLength)
  const sourceEnd = source.length
  let at = start
  let to = 0
  while (at < sourceEnd) {
    const tag = source[at] ?? 0
    const kind = tag & 3
    let length = (tag >>> 2) + 1
    let offset = 0
    at += 1
    if (kind === COPY_2) {
      offset = (source[at] ?? 0) | ((source[at + 1] ?? 0) << 8)
      at += 2
    } else if (kind === LITERAL) {
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
    } else if (kind === COPY_1) {
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
  if (to !== outLength) throw broken()
}

/** An offset shorter than a step repeats what is being written, so it goes byte by byte. */
function copyBack({ bytes, view }: Output, to: number, offset: number, length: number): void {
  const end = to + length
  if (offset < WORD)
    for (let target = to; target < end; target += 1) bytes[target] = bytes[target - offset] ?? 0
  else {
    for (let target = to, from = to - offset; target < end; target += STEP, from += STEP) {
      view.setInt32(target, view.getInt32(from, true), true)
      view.setInt32(target + 4, view.getInt32(from + 4, true), true)
      view.setInt32(target + 8, view.getInt32(from + 8, true), true)
      view.setInt32(target + 12, view.getInt32(from + 12, true), true)
    }
  }
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
  for (let done = 0; done < length; done += STEP) {
    view.setInt32(to + done, sourceView.getInt32(at + done, true), true)
    view.setInt32(to + done + 4, sourceView.getInt32(at + done + 4, true), true)
    view.setInt32(to + done + 8, sourceView.getInt32(at + done + 8, true), true)
    view.setInt32(to + done + 12, sourceView.getInt32(at + done + 12, true), true)
  }
}

function littleEndian(bytes: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let index = 0; index < count; index += 1) value += (bytes[at + index] ?? 0) * 2 ** (8 * index)
  return value
}
