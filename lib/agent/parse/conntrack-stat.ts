import { counter, type AgentSeries } from '../agent-series'
import { linesOf, wordsOf } from './lines'
import { toHex } from './numbers'

const KEPT = ['found', 'invalid', 'insert', 'insert_failed', 'drop', 'early_drop', 'search_restart'] as const

const sumOf = (rows: readonly string[][], column: number): number | null => {
  const values = rows.map((row) => toHex(row[column]))
  return values.reduce<number | null>(
    (sum, value) => (sum === null || value === null ? null : sum + value),
    values.length === 0 ? null : 0,
  )
}

/** /proc/net/stat/nf_conntrack: a header and a line of hex per CPU, summed over the CPUs. */
export const parseConntrackStat = (text: string): AgentSeries[] => {
  const [header = [], ...rows] = linesOf(text)
    .map(wordsOf)
    .filter((words) => words.length > 0)
  return KEPT.flatMap((field) => {
    const column = header.indexOf(field)
    const value = column < 0 ? null : sumOf(rows, column)
    return value === null ? [] : [counter(`node_nf_conntrack_stat_${field}`, {}, value)]
  })
}
