import { numbersBetween } from './calendar-rule'

export interface NumberRange {
  least: number
  most: number
  /** What names stand for, in lower case. */
  names?: ReadonlyMap<string, number>
}

/** How a dialect writes `a to b` and `from a in steps`. */
export interface ListDialect {
  separator: '-' | '..'
  /** Whether `a/n` runs on to the end of the range. */
  stepsToEnd: boolean
}

const numberOf = (text: string, { least, most, names }: NumberRange): number | null => {
  const named = names?.get(text.toLowerCase())
  if (named !== undefined) return named
  const value = /^\d{1,4}$/.test(text) ? Number(text) : NaN
  return value >= least && value <= most ? value : null
}

const boundsOf = (text: string, range: NumberRange, separator: string): [number, number] | null => {
  if (text === '*') return [range.least, range.most]
  const [from = '', to = from, more] = text.split(separator)
  const least = numberOf(from, range)
  const most = numberOf(to, range)
  return least === null || most === null || more !== undefined || most < least ? null : [least, most]
}

const partOf = (text: string, range: NumberRange, dialect: ListDialect): number[] | null => {
  const [bounds = '', stepText, more] = text.split('/')
  const between = boundsOf(bounds, range, dialect.separator)
  if (between === null || more !== undefined) return null
  if (stepText === undefined) return numbersBetween(between[0], between[1])
  const step = /^\d{1,4}$/.test(stepText) ? Number(stepText) : 0
  if (step === 0) return null
  const isSingle = between[0] === between[1]
  return numbersBetween(between[0], isSingle && dialect.stepsToEnd ? range.most : between[1], step)
}

/** `1,5-9,*` and steps of it, sorted; null where it means nothing. */
export const parseNumberList = (text: string, range: NumberRange, dialect: ListDialect): number[] | null => {
  const numbers = new Set<number>()
  for (const part of text.split(',')) {
    const found = partOf(part, range, dialect)
    if (found === null) return null
    for (const value of found) numbers.add(value)
  }
  return [...numbers].sort((one, other) => one - other)
}

const namesOf = (words: string): ReadonlyMap<string, number> =>
  new Map(words.split(' ').map((word, index) => [word, index]))

const WEEKDAYS = namesOf('sun mon tue wed thu fri sat')
const LONG_WEEKDAYS = namesOf('sunday monday tuesday wednesday thursday friday saturday')
const MONTHS = namesOf('none jan feb mar apr may jun jul aug sep oct nov dec')

export const HOURS: NumberRange = { least: 0, most: 23 }
export const SIXTY: NumberRange = { least: 0, most: 59 }
export const DAYS_OF_MONTH: NumberRange = { least: 1, most: 31 }
export const MONTHS_OF_YEAR: NumberRange = { least: 1, most: 12, names: MONTHS }
/** Sunday is both 0 and 7. */
export const WEEKDAY_NUMBERS: NumberRange = { least: 0, most: 7, names: WEEKDAYS }
export const WEEKDAY_NAMES = new Map([...WEEKDAYS, ...LONG_WEEKDAYS])
