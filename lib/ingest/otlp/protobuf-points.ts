import { bytesTag, fixed64Tag, varintTag, type FieldReader } from './field-reader'
import {
  emptyExplicit,
  emptyExponential,
  emptyNumber,
  emptySummary,
  MOST_NUMBERS,
  NO_RECORDED_VALUE,
  type ExplicitPoint,
  type ExponentialPoint,
  type NumberPoint,
  type OtlpBuckets,
  type PointData,
  type SummaryPoint,
} from './otlp-point'
import { msOfNanos } from './nanos'
import { readAttribute } from './protobuf-attributes'

/** The same in every kind of point but for their numbers. */
interface HeadFields {
  attributes: number
  flags: number
}
type Building<Point> = { -readonly [Field in keyof Point]: Point[Field] }

const START = fixed64Tag(2)
const TIME = fixed64Tag(3)

/** Answers whether the field was one of those that every point has. */
const readHead = (
  reader: FieldReader,
  point: Building<PointData>,
  attributes: [string, string][],
  fields: HeadFields,
): boolean => {
  if (reader.tag === START) point.startMs = msOfNanos(reader.fixed64())
  else if (reader.tag === TIME) point.timeMs = msOfNanos(reader.fixed64())
  else if (reader.tag === fields.attributes) attributes.push(readAttribute(reader.message()))
  else if (reader.tag === fields.flags) point.isGap = (reader.number() & NO_RECORDED_VALUE) !== 0
  else return false
  return true
}

/** Reads a point of one kind: its head, and the rest field by field. */
const readPoint = <Point extends PointData>(
  reader: FieldReader,
  point: Point,
  fields: HeadFields,
  readField: (reader: FieldReader, point: Point) => boolean,
): Point => {
  const attributes: [string, string][] = []
  point.attributes = attributes
  while (reader.next())
    if (!readHead(reader, point, attributes, fields) && !readField(reader, point)) reader.skip()
  return point
}

const NUMBER_HEAD: HeadFields = { attributes: bytesTag(7), flags: varintTag(8) }
const AS_DOUBLE = fixed64Tag(4)
const AS_INT = fixed64Tag(6)

const readNumberField = (reader: FieldReader, point: NumberPoint): boolean => {
  if (reader.tag === AS_DOUBLE) point.value = reader.double()
  else if (reader.tag === AS_INT) point.value = Number(reader.sfixed64())
  else return false
  return true
}

export const readNumberPoint = (reader: FieldReader, form: NumberPoint['form']): NumberPoint =>
  readPoint(reader, emptyNumber(form), NUMBER_HEAD, readNumberField)

const EXPLICIT_HEAD: HeadFields = { attributes: bytesTag(9), flags: varintTag(10) }
const COUNT = fixed64Tag(4)
const SUM = fixed64Tag(5)
const COUNTS_PACKED = bytesTag(6)
const COUNTS = fixed64Tag(6)
const BOUNDS_PACKED = bytesTag(7)
const BOUNDS = fixed64Tag(7)
const EXPLICIT_MIN = fixed64Tag(11)
const EXPLICIT_MAX = fixed64Tag(12)

const readCount = (reader: FieldReader): number => Number(reader.fixed64())
const readDouble = (reader: FieldReader): number => reader.double()

const readExplicitField = (reader: FieldReader, point: ExplicitPoint): boolean => {
  const { tag } = reader
  if (tag === COUNT) point.count = readCount(reader)
  else if (tag === SUM) point.sum = reader.double()
  else if (tag === EXPLICIT_MIN) point.min = reader.double()
  else if (tag === EXPLICIT_MAX) point.max = reader.double()
  else if (tag === COUNTS_PACKED || tag === COUNTS) reader.numbers(readCount, point.counts, MOST_NUMBERS)
  else if (tag === BOUNDS_PACKED || tag === BOUNDS) reader.numbers(readDouble, point.bounds, MOST_NUMBERS)
  else return false
  return true
}

export const readExplicitPoint = (reader: FieldReader): ExplicitPoint =>
  readPoint(reader, emptyExplicit(), EXPLICIT_HEAD, readExplicitField)

const EXPONENTIAL_HEAD: HeadFields = { attributes: bytesTag(1), flags: varintTag(10) }
const SCALE = varintTag(6)
const ZERO_COUNT = fixed64Tag(7)
const POSITIVE = bytesTag(8)
const NEGATIVE = bytesTag(9)
const MIN = fixed64Tag(12)
const MAX = fixed64Tag(13)
const ZERO_THRESHOLD = fixed64Tag(14)

const OFFSET = varintTag(1)
const BUCKETS_PACKED = bytesTag(2)
const BUCKETS = varintTag(2)

const readUnsigned = (reader: FieldReader): number => reader.number()

const readBuckets = (reader: FieldReader): OtlpBuckets => {
  const buckets: OtlpBuckets = { offset: 0, counts: [] }
  while (reader.next())
    if (reader.tag === OFFSET) buckets.offset = reader.sint32()
    else if (reader.tag === BUCKETS_PACKED || reader.tag === BUCKETS)
      reader.numbers(readUnsigned, buckets.counts, MOST_NUMBERS)
    else reader.skip()
  return buckets
}

const readExponentialField = (reader: FieldReader, point: ExponentialPoint): boolean => {
  const { tag } = reader
  if (tag === COUNT) point.count = readCount(reader)
  else if (tag === SUM) point.sum = reader.double()
  else if (tag === SCALE) point.scale = reader.sint32()
  else if (tag === ZERO_COUNT) point.zeroCount = readCount(reader)
  else if (tag === ZERO_THRESHOLD) point.zeroThreshold = reader.double()
  else if (tag === POSITIVE) point.positive = readBuckets(reader.message())
  else if (tag === NEGATIVE) point.negative = readBuckets(reader.message())
  else return readExtremes(reader, point)
  return true
}

const readExtremes = (reader: FieldReader, point: ExponentialPoint): boolean => {
  if (reader.tag === MIN) point.min = reader.double()
  else if (reader.tag === MAX) point.max = reader.double()
  else return false
  return true
}

export const readExponentialPoint = (reader: FieldReader): ExponentialPoint =>
  readPoint(reader, emptyExponential(), EXPONENTIAL_HEAD, readExponentialField)

const QUANTILES = bytesTag(6)
const QUANTILE = fixed64Tag(1)
const VALUE = fixed64Tag(2)

const readQuantile = (reader: FieldReader): SummaryPoint['quantiles'][number] => {
  const told = { quantile: 0, value: 0 }
  while (reader.next())
    if (reader.tag === QUANTILE) told.quantile = reader.double()
    else if (reader.tag === VALUE) told.value = reader.double()
    else reader.skip()
  return told
}

const readSummaryField = (reader: FieldReader, point: SummaryPoint): boolean => {
  if (reader.tag === COUNT) point.count = readCount(reader)
  else if (reader.tag === SUM) point.sum = reader.double()
  else if (reader.tag === QUANTILES) {
    const told = readQuantile(reader.message())
    if (point.quantiles.length < MOST_NUMBERS) point.quantiles.push(told)
  } else return false
  return true
}

export const readSummaryPoint = (reader: FieldReader): SummaryPoint =>
  readPoint(reader, emptySummary(), NUMBER_HEAD, readSummaryField)
