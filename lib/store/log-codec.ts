import { HIGH_WORD, LOW_WORD, wordsOf } from '@/lib/core/stale'
import { CorruptBlockError } from './byte-reader'
import { decodeLog1 } from './log-codec-1'
import type { LogColumns } from './log-columns'

/** Kept in every row, so that a later codec can live beside this one. */
export const LOG_CODEC = 2

/** At most fifteen bytes of varints and nine of tag and value. */
const LONGEST_SAMPLE = 24
/** A tag tells how many bytes the value has, and whether the sample is of the next series and the same time. */
const VALUE_BYTES = 15
const NEXT_FLAG = 16
const RAW_BYTES = 8
const WHOLE_LIMIT = 2 ** 48
const HEADER_BYTES = 8

/** Memory for entries, seen as bytes and as numbers. */
export interface EntryRoom {
  bytes: Uint8Array
  view: DataView
}

export const createEntryRoom = (length: number): EntryRoom => {
  const bytes = new Uint8Array(length)
  return { bytes, view: new DataView(bytes.buffer) }
}

/** The room that so many samples need at most. */
export const roomOfEntry = (samples: number): number => HEADER_BYTES + samples * LONGEST_SAMPLE

export function encodeLog(columns: LogColumns): Uint8Array {
  const room = createEntryRoom(roomOfEntry(columns.seriesIds.length))
  return room.bytes.slice(0, encodeLogInto(room, 0, columns))
}

/**
 * Made for little work rather than little space, since the log lives for minutes: a tag, steps of id and time as varints
 * unless they are those of the tag, whole numbers in as many bytes as they need, everything else as its eight bytes.
 * Lossless for every float64. Answers the index behind the entry.
 */
export function encodeLogInto(
  { bytes, view }: EntryRoom,
  start: number,
  { seriesIds, timesMs, values }: LogColumns,
): number {
  const count = seriesIds.length
  const words = wordsOf(values)
  let at = start + HEADER_BYTES
  let previousId = 0
  let previousTime = 0
  for (let i = 0; i < count; i++) {
    const id = seriesIds[i] ?? 0
    const time = timesMs[i] ?? 0
    const value = values[i] ?? 0
    const isNext = id === previousId + 1 && time === previousTime
    const tagAt = at++
    if (!isNext) {
      at = putSigned(bytes, at, id - previousId)
      at = putSigned(bytes, at, time - previousTime)
    }
    previousId = id
    previousTime = time
    const valueAt = at
    if (value >= 0 && value < WHOLE_LIMIT && value === Math.floor(value) && (value !== 0 || 1 / value > 0))
      at = putWhole(bytes, at, value)
    else {
      view.setUint32(at, words[2 * i + LOW_WORD] ?? 0, true)
      view.setUint32(at + 4, words[2 * i + HIGH_WORD] ?? 0, true)
      at += RAW_BYTES
    }
    bytes[tagAt] = (isNext ? NEXT_FLAG : 0) | (at - valueAt)
  }
  view.setUint32(start, count, true)
  view.setUint32(start + 4, at - start, true)
  return at
}

function putSigned(bytes: Uint8Array, from: number, value: number): number {
  let at = from
  let rest = value < 0 ? -2 * value - 1 : 2 * value
  while (rest >= 128) {
    bytes[at++] = (rest % 128) | 128
    rest = Math.floor(rest / 128)
  }
  bytes[at++] = rest
  return at
}

function putWhole(bytes: Uint8Array, from: number, value: number): number {
  let at = from
  let low = value >>> 0
  let high = Math.floor(value / 2 ** 32)
  for (; low > 0 || high > 0; at++) {
    bytes[at] = low & 255
    low = ((low >>> 8) | (high << 24)) >>> 0
    high >>>= 8
  }
  return at
}

const createColumns = (count: number): LogColumns => ({
  seriesIds: new Int32Array(count),
  timesMs: new Float64Array(count),
  values: new Float64Array(count),
})

/** Memory for one entry after the other: what was read is valid until the next is. */
export class LogRoom {
  private columns = createColumns(0)

  readonly take = (count: number): LogColumns => {
    if (count > this.columns.values.length) this.columns = createColumns(2 * count)
    const { seriesIds, timesMs, values } = this.columns
    return {
      seriesIds: seriesIds.subarray(0, count),
      timesMs: timesMs.subarray(0, count),
      values: values.subarray(0, count),
    }
  }
}

export function decodeLog(bytes: Uint8Array, codec = LOG_CODEC, roomFor = createColumns): LogColumns {
  if (codec === 1) return decodeLog1(bytes, roomFor)
  if (codec !== LOG_CODEC) throw new CorruptBlockError('a log entry has an unknown codec')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < HEADER_BYTES || view.getUint32(4, true) !== bytes.length)
    throw new CorruptBlockError('the log entry has another length')
  const count = view.getUint32(0, true)
  const columns = roomFor(count)
  const words = wordsOf(columns.values)
  let at = HEADER_BYTES
  let id = 0
  let time = 0
  const signed = () => {
    let byte = bytes[at++] ?? 0
    if (byte < 128) return (byte >>> 1) ^ -(byte & 1)
    let value = 0
    let scale = 1
    for (; byte >= 128; byte = bytes[at++] ?? 0) {
      value += (byte & 127) * scale
      scale *= 128
    }
    value += byte * scale
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }
  for (let i = 0; i < count; i++) {
    const tag = bytes[at++] ?? 0
    if ((tag & NEXT_FLAG) !== 0) id += 1
    else {
      id += signed()
      time += signed()
    }
    columns.seriesIds[i] = id
    columns.timesMs[i] = time
    const valueBytes = tag & VALUE_BYTES
    if (valueBytes === RAW_BYTES) {
      words[2 * i + LOW_WORD] = view.getUint32(at, true)
      words[2 * i + HIGH_WORD] = view.getUint32(at + 4, true)
    } else {
      let whole = 0
      for (let byte = valueBytes - 1; byte >= 0; byte--) whole = whole * 256 + (bytes[at + byte] ?? 0)
      columns.values[i] = whole
    }
    at += valueBytes
  }
  if (at !== bytes.length) throw new CorruptBlockError('the log entry ends in the middle of a sample')
  return columns
}
