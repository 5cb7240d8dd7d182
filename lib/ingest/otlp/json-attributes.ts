import {
  DEEPEST_VALUE,
  doubleValue,
  integerValue,
  storableText,
  textOfValue,
  type AnyValue,
} from './any-value'
import {
  booleanAt,
  fieldsAt,
  fieldsOf,
  hasField,
  listAt,
  textAt,
  toDouble,
  toInteger,
  type JsonFields,
} from './json-fields'
import type { Attributes, OtlpResource } from './otlp-point'

const pairOf = (value: unknown, depth: number): [string, AnyValue] => {
  const fields = fieldsOf(value, 'an attribute')
  return [storableText(textAt(fields, 'key')), valueAt(fields, 'value', depth)]
}

/** Bytes are written in base64, with or without what fills them up. */
const bytesText = (text: string): string => Buffer.from(text, 'base64').toString('base64')

const valueAt = (fields: JsonFields, key: string, depth: number): AnyValue => {
  const value = fieldsAt(fields, key)
  return value === null || depth > DEEPEST_VALUE ? null : toAnyValue(value, depth)
}

export const toAnyValue = (value: JsonFields, depth = 0): AnyValue => {
  if (hasField(value, 'stringValue')) return storableText(textAt(value, 'stringValue'))
  if (hasField(value, 'boolValue')) return booleanAt(value, 'boolValue')
  if (hasField(value, 'intValue')) return integerValue(toInteger(value['intValue'], 'intValue'))
  if (hasField(value, 'doubleValue')) return doubleValue(toDouble(value['doubleValue'], 'doubleValue'))
  if (hasField(value, 'bytesValue')) return bytesText(textAt(value, 'bytesValue'))
  const array = fieldsAt(value, 'arrayValue')
  if (array !== null)
    return listAt(array, 'values').map((one) =>
      depth + 1 > DEEPEST_VALUE ? null : toAnyValue(fieldsOf(one, 'a value'), depth + 1),
    )
  const list = fieldsAt(value, 'kvlistValue')
  if (list === null) return null
  return Object.fromEntries(listAt(list, 'values').map((one) => pairOf(one, depth + 1)))
}

export const attributesAt = (fields: JsonFields, key: string): Attributes =>
  listAt(fields, key).map((one) => {
    const [name, value] = pairOf(one, 0)
    return [name, textOfValue(value)] as const
  })

export const resourceAt = (fields: JsonFields): OtlpResource => {
  const resource = fieldsAt(fields, 'resource')
  return { attributes: resource === null ? [] : attributesAt(resource, 'attributes') }
}
