import type { CsvCell } from '@/components/ui/download-csv'
import type { ProfilesAnswer } from '@/lib/contract/profiles'
import type { FrameOrder } from '@/lib/contract/view-choices'

export interface FrameRow {
  name: string
  selfShare: number
  totalShare: number
  /** Null where nothing is compared. */
  selfChange: number | null
  totalChange: number | null
}

type Measured = Pick<ProfilesAnswer, 'frames' | 'flame'>

/** Shares of all, of what the table is sorted by first. */
export const prepareFrames = ({ frames, flame }: Measured, order: FrameOrder): FrameRow[] => {
  const all = flame?.totals[0] || 1
  const baseAll = flame?.baseTotals[0] || 1
  const change = (weight: number, base: number | null) =>
    base === null ? null : weight / all - base / baseAll
  const rows = frames.map(({ name, self, total, baseSelf, baseTotal }): FrameRow => ({
    name,
    selfShare: self / all,
    totalShare: total / all,
    selfChange: change(self, baseSelf),
    totalChange: change(total, baseTotal),
  }))
  return rows.sort((one, other) => compareRows(one, other, shownOrder(order, rows)))
}

/** What is not chosen is by what changed, else by what a function takes itself. */
export const shownOrder = (order: FrameOrder, rows: readonly FrameRow[]): Exclude<FrameOrder, ''> => {
  const isCompared = rows.some(({ selfChange }) => selfChange !== null)
  const isChange = order === 'selfChange' || order === 'totalChange'
  if (order === '' || (isChange && !isCompared)) return isCompared ? 'selfChange' : 'self'
  return order
}

const compareRows = (one: FrameRow, other: FrameRow, order: Exclude<FrameOrder, ''>): number => {
  if (order === 'name') return one.name < other.name ? -1 : 1
  return weightOf(other, order) - weightOf(one, order) || other.totalShare - one.totalShare
}

const weightOf = (row: FrameRow, order: Exclude<FrameOrder, '' | 'name'>): number => {
  if (order === 'self') return row.selfShare
  if (order === 'total') return row.totalShare
  return Math.abs((order === 'selfChange' ? row.selfChange : row.totalChange) ?? 0)
}

export const frameCsvRows = (rows: readonly FrameRow[]): CsvCell[][] => [
  ['function', 'self share', 'total share', 'self change', 'total change'],
  ...rows.map(({ name, selfShare, totalShare, selfChange, totalChange }): CsvCell[] => [
    name,
    selfShare,
    totalShare,
    selfChange,
    totalChange,
  ]),
]

const LONGEST_PATTERN = 150

/** Looks for that function alone. */
export const patternOf = (plainName: string): string => {
  const escaped = plainName.replace(/[^\w\s:,;<>=!@#%&'"`~/-]/g, '\\$&')
  return escaped.length > LONGEST_PATTERN
    ? escaped.slice(0, LONGEST_PATTERN).replace(/\\$/, '')
    : `^${escaped}$`
}
