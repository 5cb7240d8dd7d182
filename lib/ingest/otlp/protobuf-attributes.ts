import {
  DEEPEST_VALUE,
  doubleValue,
  integerValue,
  storableText,
  textOfValue,
  type AnyValue,
} from './any-value'
import { bytesTag, fixed64Tag, varintTag, type FieldReader } from './field-reader'
import type { OtlpResource } from './otlp-point'

const KEY = bytesTag(1)
const VALUE = bytesTag(2)

const STRING = bytesTag(1)
const BOOLEAN = varintTag(2)
const INTEGER = varintTag(3)
const DOUBLE = fixed64Tag(4)
const ARRAY = bytesTag(5)
const LIST = bytesTag(6)
const BYTES = bytesTag(7)

const VALUES = bytesTag(1)
const ATTRIBUTES = bytesTag(1)

/** A KeyValue. */
const readPair = (reader: FieldReader, depth: number): [string, AnyValue] => {
  let key = ''
  let value: AnyValue = null
  while (reader.next())
    if (reader.tag === KEY) key = storableText(reader.text())
    else if (reader.tag === VALUE) value = readAnyValue(reader.message(), depth)
    else reader.skip()
  return [key, value]
}

/** An AnyValue; of several the last one counts. */
export const readAnyValue = (reader: FieldReader, depth = 0): AnyValue => {
  if (depth > DEEPEST_VALUE) return null
  let value: AnyValue = null
  while (reader.next())
    if (reader.tag === STRING) value = storableText(reader.text())
    else if (reader.tag === BOOLEAN) value = reader.boolean()
    else if (reader.tag === INTEGER) value = integerValue(reader.int64())
    else if (reader.tag === DOUBLE) value = doubleValue(reader.double())
    else if (reader.tag === BYTES) value = Buffer.from(reader.slice()).toString('base64')
    else if (reader.tag === ARRAY) value = readArray(reader.message(), depth + 1)
    else if (reader.tag === LIST) value = readList(reader.message(), depth + 1)
    else reader.skip()
  return value
}

const readArray = (reader: FieldReader, depth: number): AnyValue => {
  const values: AnyValue[] = []
  while (reader.next())
    if (reader.tag === VALUES) values.push(readAnyValue(reader.message(), depth))
    else reader.skip()
  return values
}

const readList = (reader: FieldReader, depth: number): AnyValue => {
  const pairs: [string, AnyValue][] = []
  while (reader.next())
    if (reader.tag === VALUES) pairs.push(readPair(reader.message(), depth))
    else reader.skip()
  return Object.fromEntries(pairs)
}

export const readAttribute = (reader: FieldReader): [string, string] => {
  const [key, value] = readPair(reader, 0)
  return [key, textOfValue(value)]
}

export const readResource = (reader: FieldReader): OtlpResource => {
  const attributes: [string, string][] = []
  while (reader.next())
    if (reader.tag === ATTRIBUTES) attributes.push(readAttribute(reader.message()))
    else reader.skip()
  return { attributes }
}
