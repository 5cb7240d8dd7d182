import type { OnsetColumns } from '@/lib/core/onsets/onset-columns'
import { DAY_MS, HOURS_PER_DAY } from '@/lib/core/times'
import { ByteReader, CorruptBlockError } from './byte-reader'
import { ByteWriter } from './byte-writer'

/** The bursts of a metric of a node group on one day. */
export interface OnsetDay {
  dayMs: number
  /** Node slot of each row. */
  slots: Int32Array
  /** By row * 24 + hour: 1 where it was measured. */
  measured: Uint8Array
  onsets: OnsetColumns
}

const CODEC = 1
const SECOND_MS = 1000

export const encodeOnsets = ({ dayMs, slots, measured, onsets }: OnsetDay): Uint8Array => {
  const writer = new ByteWriter(64 + 8 * slots.length + 12 * onsets.length)
  writer.varint(CODEC)
  writer.varint(slots.length)
  slots.forEach((slot, row) => {
    writer.varint(slot)
    writer.varint(hoursOf(measured, row))
  })
  writer.varint(onsets.length)
  for (let at = 0; at < onsets.length; at += 1) {
    writer.varint(onsets.row[at] ?? 0)
    writer.byte(onsets.level[at] ?? 0)
    writer.varint(Math.round(((onsets.startMs[at] ?? 0) - dayMs) / SECOND_MS))
    writer.varint(Math.round((onsets.lengthMs[at] ?? 0) / SECOND_MS))
  }
  writer.append(new Uint8Array(onsets.rise.slice().buffer))
  return writer.written()
}

const hoursOf = (measured: Uint8Array, row: number): number => {
  let bits = 0
  for (let hour = 0; hour < HOURS_PER_DAY; hour += 1)
    if (measured[row * HOURS_PER_DAY + hour] === 1) bits += 2 ** hour
  return bits
}

export const decodeOnsets = (dayMs: number, bytes: Uint8Array): OnsetDay => {
  const reader = new ByteReader(bytes)
  if (reader.varint() !== CODEC) throw new CorruptBlockError('onsets of an unknown codec')
  const slots = new Int32Array(reader.count(2))
  const measured = new Uint8Array(slots.length * HOURS_PER_DAY)
  for (let row = 0; row < slots.length; row += 1) {
    slots[row] = reader.varint()
    const bits = reader.varint()
    for (let hour = 0; hour < HOURS_PER_DAY; hour += 1)
      measured[row * HOURS_PER_DAY + hour] = (bits >>> hour) & 1
  }
  return { dayMs, slots, measured, onsets: decodeColumns(dayMs, reader) }
}

const BYTES_EACH = 8

const decodeColumns = (dayMs: number, reader: ByteReader): OnsetColumns => {
  const length = reader.count(BYTES_EACH)
  const row = new Int32Array(length)
  const level = new Uint8Array(length)
  const startMs = new Float64Array(length)
  const lengthMs = new Float64Array(length)
  for (let at = 0; at < length; at += 1) {
    row[at] = reader.varint()
    level[at] = reader.byte()
    startMs[at] = dayMs + reader.varint() * SECOND_MS
    lengthMs[at] = reader.varint() * SECOND_MS
    if ((startMs[at] ?? 0) >= dayMs + DAY_MS) throw new CorruptBlockError('an onset lies on another day')
  }
  const rise = new Float32Array(Uint8Array.from(reader.take(length * Float32Array.BYTES_PER_ELEMENT)).buffer)
  return { length, row, level, startMs, lengthMs, rise }
}
