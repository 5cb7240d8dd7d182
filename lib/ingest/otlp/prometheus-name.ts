import type { NumberPoint, OtlpMetric, PointData } from './otlp-point'

/** Units of UCUM as Prometheus writes them. */
const UNITS: ReadonlyMap<string, string> = new Map([
  ['d', 'days'],
  ['h', 'hours'],
  ['min', 'minutes'],
  ['s', 'seconds'],
  ['ms', 'milliseconds'],
  ['us', 'microseconds'],
  ['ns', 'nanoseconds'],
  ['By', 'bytes'],
  ['KiBy', 'kibibytes'],
  ['MiBy', 'mebibytes'],
  ['GiBy', 'gibibytes'],
  ['TiBy', 'tibibytes'],
  ['KBy', 'kilobytes'],
  ['MBy', 'megabytes'],
  ['GBy', 'gigabytes'],
  ['TBy', 'terabytes'],
  ['m', 'meters'],
  ['V', 'volts'],
  ['A', 'amperes'],
  ['J', 'joules'],
  ['W', 'watts'],
  ['g', 'grams'],
  ['Cel', 'celsius'],
  ['Hz', 'hertz'],
  ['1', ''],
  ['%', 'percent'],
])

const PER_UNITS: ReadonlyMap<string, string> = new Map([
  ['s', 'second'],
  ['m', 'minute'],
  ['h', 'hour'],
  ['d', 'day'],
  ['w', 'week'],
  ['mo', 'month'],
  ['y', 'year'],
])

const TOTAL = 'total'
const RATIO = 'ratio'

const wordsOf = (text: string): string[] => text.split(/[^A-Za-z0-9:]+/).filter((word) => word !== '')

/** What stands in braces is a note. */
const unitWords = (unit: string, known: ReadonlyMap<string, string>): string[] => {
  const told = unit.trim()
  return told.includes('{') ? [] : wordsOf(known.get(told) ?? told)
}

const without = (words: readonly string[], last: string): string[] => words.filter((word) => word !== last)

/** Words of the unit that the name does not say itself. */
const addUnit = (words: readonly string[], unit: string): string[] => {
  const [of = '', per = ''] = unit.split('/', 2)
  const main = unitWords(of, UNITS).filter((word) => !words.includes(word))
  const perWords = unitWords(per, PER_UNITS).filter((word) => !words.includes(word))
  return [...words, ...main, ...(perWords.length === 0 ? [] : ['per', ...perWords])]
}

/** What Prometheus calls a metric of OpenTelemetry, so that both roads lead to one series; empty where nothing is left of it. */
export const prometheusName = (
  { name, unit, isMonotonic }: Pick<OtlpMetric, 'name' | 'unit' | 'isMonotonic'>,
  kind: NumberPoint['form'] | PointData['kind'],
): string => {
  let words = wordsOf(name)
  if (words.length === 0) return ''
  words = addUnit(words, unit)
  if (kind === 'sum' && isMonotonic) words = [...without(words, TOTAL), TOTAL]
  if (kind === 'gauge' && unit.trim() === '1') words = [...without(words, RATIO), RATIO]
  const joined = words.join('_')
  return /^\d/.test(joined) ? `_${joined}` : joined
}

/** Prometheus's labels begin with a letter. */
export const prometheusLabel = (key: string): string => {
  const label = key.replace(/[^A-Za-z0-9_]/g, '_')
  return label === '' || /^[A-Za-z]/.test(label) ? label : `key_${label}`
}
