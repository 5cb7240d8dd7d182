import type { Unit } from './checklist/types'

const trim = (value: number, digits: number): string => String(Number(value.toFixed(digits)))

/** As many digits as tell values apart, and never more than four characters. */
const short = (value: number): string => {
  const size = Math.abs(value)
  if (size >= 9.95) return trim(value, 0)
  return size >= 0.095 ? trim(value, 1) : trim(value, 2)
}

interface Scale {
  factor: number
  symbol: string
}

const COUNTS: readonly Scale[] = [
  { factor: 1e12, symbol: 'T' },
  { factor: 1e9, symbol: 'G' },
  { factor: 1e6, symbol: 'M' },
  { factor: 1e3, symbol: 'k' },
]
const BYTES: readonly Scale[] = [
  { factor: 2 ** 40, symbol: 'Ti' },
  { factor: 2 ** 30, symbol: 'Gi' },
  { factor: 2 ** 20, symbol: 'Mi' },
  { factor: 2 ** 10, symbol: 'Ki' },
]
const SECONDS: readonly Scale[] = [
  { factor: 86_400 * 365, symbol: 'y' },
  { factor: 86_400, symbol: 'd' },
  { factor: 3_600, symbol: 'h' },
  { factor: 60, symbol: 'min' },
  { factor: 1, symbol: 's' },
  { factor: 1e-3, symbol: 'ms' },
  { factor: 1e-6, symbol: 'µs' },
]

const scaled = (value: number, scales: readonly Scale[]): { text: string; symbol: string } => {
  const size = Math.abs(value)
  const scale = scales.find(({ factor }) => size >= factor * 0.9995)
  if (scale === undefined) return { text: short(value), symbol: '' }
  const amount = value / scale.factor
  return { text: trim(amount, Math.abs(amount) >= 9.95 ? 0 : 1), symbol: scale.symbol }
}

/** Rare events are counted by the minute, the hour or the day, where a rate per second says nothing. */
const RARE: readonly Scale[] = [
  { factor: 1 / 60, symbol: '/m' },
  { factor: 1 / 3_600, symbol: '/h' },
  { factor: 1 / 86_400, symbol: '/d' },
]
const RARE_BELOW = 0.095

const rare = (perSecond: number, digits: (value: number) => string): [text: string, symbol: string] => {
  const scale = RARE.find(({ factor }) => perSecond >= factor * 0.9995) ?? {
    factor: 1 / 86_400,
    symbol: '/d',
  }
  const text = digits(perSecond / scale.factor)
  return [orBelow(perSecond, text, '1'), scale.symbol]
}

const isRare = (value: number, unit: Unit): boolean =>
  unit === 'per_second' && value > 0 && value < RARE_BELOW

/** A value that is not zero never prints as zero. */
const orBelow = (value: number, text: string, smallest: string): string =>
  value !== 0 && Number(text) === 0 ? `<${smallest}` : text

const percent = (ratio: number): string => {
  const size = Math.abs(ratio * 100)
  return orBelow(ratio, trim(ratio * 100, size >= 9.95 ? 0 : 1), '.1')
}

/** For a cell: as short as it can be, the unit being in the column's heading. */
export const formatShort = (value: number, unit: Unit): string => {
  if (unit === 'ratio') return percent(value)
  if (isRare(value, unit)) return rare(value, (amount) => trim(amount, 0)).join('')
  if (unit === 'seconds') {
    if (value === 0) return '0'
    const { text, symbol } = scaled(value, SECONDS)
    return symbol === '' ? '<1µs' : `${text}${symbol === 'min' ? 'm' : symbol}`
  }
  const scales = unit === 'bytes' || unit === 'bytes_per_second' ? BYTES : COUNTS
  const { text, symbol } = scaled(value, scales)
  return symbol === '' ? orBelow(value, text, '.01') : `${text}${symbol}`
}

const SUFFIX: Record<Unit, string> = {
  ratio: '',
  per_second: '/s',
  bytes_per_second: 'B/s',
  items: '',
  seconds: '',
  bytes: 'B',
}

/** What a column's heading says of the numbers under it; times carry their unit themselves. */
export const UNIT_SIGNS: Record<Unit, string> = {
  ratio: '%',
  per_second: '/s',
  bytes_per_second: 'B/s',
  items: '',
  seconds: '',
  bytes: 'B',
}

/** As in a cell, with the unit that the heading says there. */
export const formatCompact = (value: number, unit: Unit): string =>
  isRare(value, unit) ? formatShort(value, unit) : `${formatShort(value, unit)}${UNIT_SIGNS[unit]}`

/** For a sentence or an axis: with its unit. */
export const formatLong = (value: number, unit: Unit): string => {
  if (unit === 'ratio') return `${percent(value)} %`
  if (isRare(value, unit)) return rare(value, short).join(' ')
  if (unit === 'seconds') {
    if (value === 0) return '0 s'
    const { text, symbol } = scaled(value, SECONDS)
    return symbol === '' ? '< 1 µs' : `${text} ${symbol}`
  }
  if (unit === 'bytes' || unit === 'bytes_per_second') {
    const { text, symbol } = scaled(value, BYTES)
    return `${orBelow(value, text, '.01')} ${symbol}${SUFFIX[unit]}`
  }
  return `${formatShort(value, unit)}${SUFFIX[unit] === '' ? '' : ` ${SUFFIX[unit]}`}`
}

export const formatCount = (value: number): string => value.toLocaleString('en-GB')

/** How many there are of something: "1 node", "1,200 nodes"; `many` is one with an s unless given. */
export const formatCounted = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`

export const formatBytes = (bytes: number): string => {
  const { text, symbol } = scaled(bytes, BYTES)
  return `${text} ${symbol}B`
}
