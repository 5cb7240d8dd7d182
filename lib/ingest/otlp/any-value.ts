/** OpenTelemetry's AnyValue as JSON knows it; numbers that JSON cannot hold exactly are text. */
export type AnyValue =
  string | number | boolean | null | readonly AnyValue[] | { readonly [key: string]: AnyValue }

/** What lies deeper is left out. */
export const DEEPEST_VALUE = 16

/** As the text of a label: structures as JSON. */
export const textOfValue = (value: AnyValue): string => {
  if (typeof value === 'string') return value
  return value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Postgres keeps neither a NUL nor half a character. */
export const storableText = (text: string): string => text.replace(/\0|\p{Surrogate}/gu, '\ufffd')

export const integerValue = (value: bigint): AnyValue =>
  BigInt.asIntN(53, value) === value ? Number(value) : value.toString()

/** JSON knows no NaN and no infinity. */
export const doubleValue = (value: number): AnyValue => (Number.isFinite(value) ? value : String(value))
