import { formatLong, formatShort } from '@/lib/core/format-value'
import type { Unit } from '@/lib/core/checklist/types'
import { niceCeiling } from './nice-ceiling'

interface Counted {
  /** From the unit to what is written. */
  factor: number
  sign: string
}

const RATES: readonly Counted[] = [
  { factor: 1, sign: ' /s' },
  { factor: 60, sign: ' /m' },
  { factor: 3_600, sign: ' /h' },
]
const DAILY: Counted = { factor: 86_400, sign: ' /d' }
/** From here on letters stand for the zeros. */
const MANY = 1_000
const DIGITS = 3

/** In what a scale up to `top` is counted, the same for all of its numbers; null where each number chooses. */
const countedIn = (top: number, unit: Unit): Counted | null => {
  if (unit === 'items') return { factor: 1, sign: '' }
  if (unit === 'ratio') return { factor: 100, sign: ' %' }
  if (unit !== 'per_second') return null
  return RATES.find(({ factor }) => top * factor >= 1) ?? DAILY
}

/** Where a scale ends that holds `highest`: a round number in what it is counted in. */
export const scaleTop = (highest: number, unit: Unit): number => {
  if (highest <= 0) return 1
  const factor = countedIn(highest, unit)?.factor ?? 1
  return niceCeiling(highest * factor) / factor
}

/** Writes the numbers of a scale up to `top`, each with the digits that it has. */
export const scaleText = (top: number, unit: Unit): ((value: number) => string) => {
  const counted = countedIn(top, unit)
  if (counted === null) return (value) => formatLong(value, unit)
  const { factor, sign } = counted
  return (value) => {
    const amount = value * factor
    return `${amount >= MANY ? formatShort(amount, 'items') : String(Number(amount.toPrecision(DIGITS)))}${sign}`
  }
}
