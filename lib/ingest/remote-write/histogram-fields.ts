import { malformed, type ProtobufReader } from './protobuf-reader'

interface BucketSpan {
  offset: number
  length: number
}

/** prometheus.Histogram as it is told. */
export interface HistogramFields {
  timeMs: number
  sum: number
  /** Where the eight bytes of the sum stand; less than zero where it is left out. */
  sumAt: number
  schema: number
  zeroThreshold: number
  zeroCount: number
  hasNegative: boolean
  spans: BucketSpan[]
  deltas: number[]
  counts: number[]
  resetHint: number
  customValues: number[]
}

const VARINT = 0
const FIXED64 = 1
const BYTES = 2

const SUM = 3
const SCHEMA = 4
const ZERO_THRESHOLD = 5
const ZERO_COUNT = 6
const ZERO_COUNT_FLOAT = 7
const NEGATIVE_DELTAS = 9
const NEGATIVE_COUNTS = 10
const POSITIVE_SPANS = 11
const POSITIVE_DELTAS = 12
const POSITIVE_COUNTS = 13
const RESET_HINT = 14
const TIMESTAMP = 15
const CUSTOM_VALUES = 16

const emptyFields = (): HistogramFields => ({
  timeMs: 0,
  sum: 0,
  sumAt: -1,
  schema: 0,
  zeroThreshold: 0,
  zeroCount: 0,
  hasNegative: false,
  spans: [],
  deltas: [],
  counts: [],
  resetHint: 0,
  customValues: [],
})

/** Numbers that may be either sign are written so that small ones are short. */
const unzigzag = (value: number): number => {
  const unsigned = value < 0 ? value + 2 ** 64 : value
  return unsigned % 2 === 0 ? unsigned / 2 : -(unsigned + 1) / 2
}

const readDouble = (reader: ProtobufReader, end: number): number => {
  if (reader.at + 8 > end) throw malformed('a field is cut off')
  const value = reader.view.getFloat64(reader.at, true)
  reader.at += 8
  return value
}

/** Repeated numbers come packed, or each by itself. */
const readAll = (
  reader: ProtobufReader,
  end: number,
  isPacked: boolean,
  read: (end: number) => number,
  into: number[],
): void => {
  if (!isPacked) {
    into.push(read(end))
    return
  }
  const packedEnd = reader.readEnd(end)
  while (reader.at < packedEnd) into.push(read(packedEnd))
}

const readSpan = (reader: ProtobufReader, end: number): BucketSpan => {
  const span = { offset: 0, length: 0 }
  while (reader.at < end) {
    const tag = reader.readUint32(end)
    if (tag === 1 << 3) span.offset = unzigzag(reader.readVarint(end))
    else if (tag === 2 << 3) span.length = reader.readUint32(end)
    else reader.skip(tag & 7, end)
  }
  return span
}

export const readHistogramFields = (reader: ProtobufReader, end: number): HistogramFields => {
  const fields = emptyFields()
  while (reader.at < end) {
    const tag = reader.readUint32(end)
    if (tag >>> 3 === 0) throw malformed('field number 0')
    if (!readField(reader, end, tag >>> 3, tag & 7, fields)) reader.skip(tag & 7, end)
  }
  return fields
}

/** Answers whether it was read. */
const readField = (
  reader: ProtobufReader,
  end: number,
  field: number,
  wireType: number,
  into: HistogramFields,
): boolean => {
  if (wireType === VARINT && readNumber(reader, end, field, into)) return true
  if (wireType === FIXED64 && readFloat(reader, end, field, into)) return true
  return readRepeated(reader, end, field, wireType, into)
}

const readNumber = (reader: ProtobufReader, end: number, field: number, into: HistogramFields): boolean => {
  if (field === SCHEMA) into.schema = unzigzag(reader.readVarint(end))
  else if (field === ZERO_COUNT) into.zeroCount = reader.readVarint(end)
  else if (field === RESET_HINT) into.resetHint = reader.readVarint(end)
  else if (field === TIMESTAMP) into.timeMs = reader.readVarint(end)
  else return false
  return true
}

const readFloat = (reader: ProtobufReader, end: number, field: number, into: HistogramFields): boolean => {
  if (field === ZERO_THRESHOLD) into.zeroThreshold = readDouble(reader, end)
  else if (field === ZERO_COUNT_FLOAT) into.zeroCount = readDouble(reader, end)
  else if (field === SUM) {
    into.sumAt = reader.at
    into.sum = readDouble(reader, end)
  } else return false
  return true
}

const readRepeated = (
  reader: ProtobufReader,
  end: number,
  field: number,
  wireType: number,
  into: HistogramFields,
): boolean => {
  const isPacked = wireType === BYTES
  const double = (at: number) => readDouble(reader, at)
  const zigzag = (at: number) => unzigzag(reader.readVarint(at))
  if (field === NEGATIVE_DELTAS || field === NEGATIVE_COUNTS) {
    into.hasNegative = true
    return false
  }
  if (field === POSITIVE_SPANS && isPacked) into.spans.push(readSpan(reader, reader.readEnd(end)))
  else if (field === POSITIVE_DELTAS && wireType !== FIXED64)
    readAll(reader, end, isPacked, zigzag, into.deltas)
  else if (field === POSITIVE_COUNTS && wireType !== VARINT)
    readAll(reader, end, isPacked, double, into.counts)
  else if (field === CUSTOM_VALUES && wireType !== VARINT)
    readAll(reader, end, isPacked, double, into.customValues)
  else return false
  return true
}
