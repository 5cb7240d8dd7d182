import { HIGH_WORD, LOW_WORD, wordsOf } from '@/lib/core/stale'
import { CorruptBlockError } from './byte-reader'
import type { LogColumns } from './log-columns'

const RAW_TAG = 8
const HEADER_BYTES = 8

/** Entries as they were written before `LOG_CODEC` 2: three bytes before each value, also where they tell nothing. */
export function decodeLog1(bytes: Uint8Array, roomFor: (count: number) => LogColumns): LogColumns {
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
    columns.seriesIds[i] = id += signed()
    columns.timesMs[i] = time += signed()
    const tag = bytes[at++] ?? 0
    if (tag === RAW_TAG) {
      words[2 * i + LOW_WORD] = view.getUint32(at, true)
      words[2 * i + HIGH_WORD] = view.getUint32(at + 4, true)
      at += 8
      continue
    }
    let whole = 0
    for (let byte = tag - 1; byte >= 0; byte--) whole = whole * 256 + (bytes[at + byte] ?? 0)
    columns.values[i] = whole
    at += tag
  }
  if (at !== bytes.length) throw new CorruptBlockError('the log entry ends in the middle of a sample')
  return columns
}
