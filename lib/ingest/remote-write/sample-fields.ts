import { malformed, type ProtobufReader } from './protobuf-reader'

/** prometheus.Sample, field number and wire type in one byte. */
export const VALUE = 0x09
export const TIME = 0x10
const TIME_BYTES_OF_OUR_ERA = 6
const LENGTH_WITH_VALUE = 9 + 1 + TIME_BYTES_OF_OUR_ERA
const LENGTH_OF_ZERO = 1 + TIME_BYTES_OF_OUR_ERA
const VALUE_LEFT_OUT = -1

export interface SampleFields {
  timeMs: number
  /** Where the eight bytes of the value stand; less than zero means zero, which protobuf leaves out. */
  valueAt: number
}

/** Reads samples into one object that is used again: a sample of our era is 16 bytes, or 7 if its value is zero. */
export function readSample(reader: ProtobufReader, end: number, into: SampleFields): void {
  const { bytes, at } = reader
  const length = end - at
  into.timeMs = -1
  into.valueAt = VALUE_LEFT_OUT
  if (length === LENGTH_WITH_VALUE && bytes[at] === VALUE && bytes[at + 9] === TIME) {
    into.valueAt = at + 1
    into.timeMs = readSixByteTime(reader, at + 10)
  } else if (length === LENGTH_OF_ZERO && bytes[at] === TIME) into.timeMs = readSixByteTime(reader, at + 1)
  if (into.timeMs < 0) readAnySample(reader, end, into)
  reader.at = end
}

/** -1 if the time does not fill exactly six bytes. */
export function readSixByteTime({ bytes, view }: ProtobufReader, at: number): number {
  const four = view.getUint32(at, true)
  const fifth = bytes[at + 4] ?? 0
  const last = bytes[at + 5] ?? 0
  if ((four & 0x80808080) !== ALL_CONTINUED || fifth < 0x80 || last >= 0x80) return -1
  const low = (four & 0x7f) | ((four >>> 1) & 0x3f80) | ((four >>> 2) & 0x1fc000) | ((four >>> 3) & 0xfe00000)
  return low + ((fifth & 0x7f) | (last << 7)) * 2 ** 28
}

const ALL_CONTINUED = 0x80808080 | 0

/** Fields in any order, left out or repeated. */
function readAnySample(reader: ProtobufReader, end: number, into: SampleFields): void {
  into.timeMs = 0
  into.valueAt = VALUE_LEFT_OUT
  while (reader.at < end) {
    const tag = reader.readUint32(end)
    if (tag === TIME) into.timeMs = reader.readVarint(end)
    else {
      if (tag === VALUE) into.valueAt = reader.at
      if (tag >>> 3 === 0) throw malformed('field number 0')
      reader.skip(tag & 7, end)
    }
  }
}
