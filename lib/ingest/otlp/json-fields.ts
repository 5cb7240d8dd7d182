import { malformedJson } from './malformed'

/** An object of JSON of which nothing is known yet. */
export type JsonFields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is JsonFields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** In protobuf's JSON, null means the same as nothing. */
const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined

export const fieldsOf = (value: unknown, what: string): JsonFields => {
  if (isFields(value)) return value
  throw malformedJson(`${what} must be an object`)
}

export const fieldsAt = (fields: JsonFields, key: string): JsonFields | null => {
  const value = fields[key]
  return isAbsent(value) ? null : fieldsOf(value, key)
}

export const listAt = (fields: JsonFields, key: string): readonly unknown[] => {
  const value = fields[key]
  if (isAbsent(value)) return []
  if (Array.isArray(value)) return value
  throw malformedJson(`${key} must be a list`)
}

export const textAt = (fields: JsonFields, key: string): string => {
  const value = fields[key]
  if (isAbsent(value)) return ''
  if (typeof value === 'string') return value
  throw malformedJson(`${key} must be text`)
}

export const booleanAt = (fields: JsonFields, key: string): boolean => {
  const value = fields[key]
  if (isAbsent(value)) return false
  if (typeof value === 'boolean') return value
  throw malformedJson(`${key} must be true or false`)
}

const INTEGER = /^-?\d{1,20}$/

/** 64 bits are written as text, because a number of JSON may not hold them. */
export const toInteger = (value: unknown, what: string): bigint => {
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value)
  if (typeof value === 'string' && INTEGER.test(value)) return BigInt(value)
  throw malformedJson(`${what} must be a whole number`)
}

export const integerAt = (fields: JsonFields, key: string): bigint => {
  const value = fields[key]
  return isAbsent(value) ? 0n : toInteger(value, key)
}

const WORDS: ReadonlyMap<unknown, number> = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
])
const DECIMAL = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/

export const toDouble = (value: unknown, what: string): number => {
  if (typeof value === 'number') return value
  const word = WORDS.get(value)
  if (word !== undefined) return word
  if (typeof value === 'string' && DECIMAL.test(value)) return Number(value)
  throw malformedJson(`${what} must be a number`)
}

export const doubleAt = (fields: JsonFields, key: string, byDefault: number): number => {
  const value = fields[key]
  return isAbsent(value) ? byDefault : toDouble(value, key)
}

export const hasField = (fields: JsonFields, key: string): boolean => !isAbsent(fields[key])
