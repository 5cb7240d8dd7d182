import { InvalidInputError } from '@/lib/core/errors'

/** What biolatency counted of a disk or a kind of request, or of all. */
export interface ToldBlockLatency {
  /** The disk or the flags; empty where they were not told apart. */
  of: string
  boundsMs: number[]
  counts: number[]
}

const HEAD = /^\s*(usecs|msecs|nsecs)\s+: count\s+distribution/
const ROW = /^\s*(\d+) -> (\d+)\s*: (\d+)\s*\|/
const LIKE_ROW = /^\s*\S+ -> /
const NAME = /^(?:Bucket )?(?:disk|flags) = '?([^']*)'?$/

const UNIT_MS: Readonly<Record<string, number>> = { nsecs: 0.000001, usecs: 0.001, msecs: 1 }
const DIGITS = 9

/** All tables of a text together, by disk or flags. A row from 2 to 3 holds what took up to 4, because fractions were cut off. */
export const parseBiolatency = (lines: readonly string[]): ToldBlockLatency[] => {
  const tables = new Map<string, Map<number, number>>()
  let named = ''
  let table: Map<number, number> | null = null
  let tableUnit: string | null = null
  for (const line of lines) {
    const [, name] = NAME.exec(line.trimEnd()) ?? []
    const [, unit] = HEAD.exec(line) ?? []
    const row = table === null ? null : readRow(line)
    if (name !== undefined) named = name
    else if (unit !== undefined) {
      if (tableUnit !== null && unit !== tableUnit)
        throw new InvalidInputError('tables of several units are several texts', { reason: 'mixed_units' })
      tableUnit = unit
      table = tables.get(named) ?? new Map<number, number>()
      tables.set(named, table)
      named = ''
    } else if (row !== null && table !== null) {
      const boundMs = Number(((row.upper + 1) * (UNIT_MS[tableUnit ?? ''] ?? 1)).toPrecision(DIGITS))
      table.set(boundMs, (table.get(boundMs) ?? 0) + row.count)
    }
  }
  return [...tables].map(([of, bounds]) => {
    const boundsMs = [...bounds.keys()].sort((one, other) => one - other)
    // Nothing lies above the last row that was printed.
    return { of, boundsMs, counts: [...boundsMs.map((bound) => bounds.get(bound) ?? 0), 0] }
  })
}

/** Null for what is no row; a row that is damaged is not left out, because the rest would be another distribution. */
const readRow = (line: string): { upper: number; count: number } | null => {
  if (!LIKE_ROW.test(line)) return null
  const [, lower, upper, count] = ROW.exec(line) ?? []
  if (count === undefined || Number(upper) < Number(lower))
    throw new InvalidInputError(`a row cannot be read: ${line.trim().slice(0, 80)}`, {
      reason: 'malformed_text',
    })
  return { upper: Number(upper), count: Number(count) }
}
