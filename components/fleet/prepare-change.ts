import { formatCompact, formatLong, formatShort } from '@/lib/core/format-value'
import type { Unit } from '@/lib/core/checklist/types'
import type { Comparison } from '@/lib/contract/view-choices'

export interface ValueChange {
  /** An arrow and the difference; `=` where both print alike. */
  text: string
  /** Nothing has changed, or nobody knows. */
  isQuiet: boolean
  /** The same in words. */
  label: string
}

const THAN: Record<Comparison, string> = {
  '': '',
  yesterday: 'yesterday',
  week: 'last week',
}

/** A difference of two percentages is in percentage points. */
const longDifference = (difference: number, unit: Unit): string =>
  unit === 'ratio' ? `${formatShort(difference, unit)} points` : formatLong(difference, unit)

export const prepareDifference = (difference: number, unit: Unit): string =>
  difference === 0 ? '=' : `${difference > 0 ? '↑' : '↓'}${formatShort(Math.abs(difference), unit)}`

/** Null where nothing is compared or nothing is measured now. */
export const prepareChange = (
  now: number | null,
  earlier: number | null,
  unit: Unit,
  compare: Comparison,
): ValueChange | null => {
  if (compare === '' || now === null) return null
  if (earlier === null) return { text: '–', isQuiet: true, label: `no earlier data, ${THAN[compare]}` }
  if (formatCompact(now, unit) === formatCompact(earlier, unit))
    return { text: '=', isQuiet: true, label: `as ${THAN[compare]}` }
  const difference = now - earlier
  const size = longDifference(Math.abs(difference), unit)
  return {
    text: prepareDifference(difference, unit),
    isQuiet: false,
    label: `${size} ${difference > 0 ? 'more' : 'less'} than ${THAN[compare]}`,
  }
}
