import { formatCompact, formatCount, formatShort } from '@/lib/core/format-value'
import { VERDICT_WORDS } from '@/components/ui/verdict-words'
import type { FleetGroup, GroupCell, VerdictCounts } from '@/lib/contract/fleet'
import type { Aspect, ResourceId } from '@/lib/core/checklist/types'
import { VERDICTS, type Verdict } from '@/lib/core/judge'
import { prepareDifference } from './prepare-change'
import type { FleetColumn, FleetReadingColumn } from './prepare-fleet-columns'
import type { RowView } from './prepare-fleet-row'

/** Where the shares of bad, of warning and of ok nodes end, each after the one before; 0..1. */
export interface VerdictShares {
  bad: number
  warn: number
  ok: number
}

export interface GroupReading {
  aspect: Aspect
  verdict: Verdict
  text: string
  label: string
  /** Null where nobody measures it. */
  shares: VerdictShares | null
  stop: number | null
}

interface GroupRowCell {
  id: ResourceId
  title: string
  isCollapsed: boolean
  readings: GroupReading[]
  stops: number
}

export interface GroupRow {
  title: string
  count: string
  isCritical: boolean
  shares: VerdictShares
  /** Verdicts that some of the nodes have, the worst first. */
  tallies: { verdict: Verdict; count: string; word: string }[]
  silent: string
  cells: GroupRowCell[]
}

const ORDER: readonly Verdict[] = ['bad', 'warn', 'ok', 'unmeasured', 'not_applicable']

const totalOf = (counts: VerdictCounts): number => VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0)

const sharesOf = (counts: VerdictCounts): VerdictShares => {
  const total = Math.max(1, totalOf(counts))
  const bad = counts.bad / total
  const warn = bad + counts.warn / total
  return { bad, warn, ok: warn + counts.ok / total }
}

/** `3 bad, 2 warning, 70 ok`. */
export const describeCounts = (counts: VerdictCounts): string =>
  ORDER.filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${formatCount(counts[verdict])} ${VERDICT_WORDS[verdict]}`)
    .join(', ')

const textOf = (cell: GroupCell, headline: FleetReadingColumn['headline'], view: RowView): string => {
  if (headline.unit === null) return ''
  if (view.compare === '') return cell.value === null ? '' : formatShort(cell.value, headline.unit)
  return cell.change === null || cell.change === undefined
    ? '–'
    : prepareDifference(cell.change, headline.unit)
}

const labelOf = (cell: GroupCell, name: string, unit: FleetReadingColumn['headline']['unit']): string => {
  const worst =
    cell.value === null || unit === null ? '' : `worst ${formatCompact(cell.value, unit)} on ${cell.node}; `
  return `${name}: ${worst}${describeCounts(cell.counts)}`
}

const toReading = (
  group: FleetGroup,
  column: FleetColumn,
  { aspect, headline, width }: FleetReadingColumn,
  view: RowView,
): Omit<GroupReading, 'stop'> & { isStop: boolean } => {
  const cell = group.cells[column.id]?.[aspect]
  const name = `${column.title} ${aspect}`
  const isStop = !column.isCollapsed && width !== 'sliver'
  if (cell !== undefined) {
    const label = labelOf(cell, name, headline.unit)
    const shares = sharesOf(cell.counts)
    return { aspect, verdict: cell.verdict, text: textOf(cell, headline, view), label, shares, isStop }
  }
  const verdict = headline.metric === null ? 'not_applicable' : 'unmeasured'
  return { aspect, verdict, text: '', label: `${name}: ${VERDICT_WORDS[verdict]}`, shares: null, isStop }
}

const toCell = (group: FleetGroup, column: FleetColumn, view: RowView): GroupRowCell => {
  let stops = column.isCollapsed ? 1 : 0
  const readings = column.readings.map((reading): GroupReading => {
    const { isStop, ...rest } = toReading(group, column, reading, view)
    return { ...rest, stop: isStop ? stops++ : null }
  })
  return { id: column.id, title: column.title, isCollapsed: column.isCollapsed, readings, stops }
}

export const prepareGroupRow = (
  group: FleetGroup,
  by: string,
  columns: readonly FleetColumn[],
  view: RowView,
): GroupRow => {
  const { stale, gone } = group.states
  const silent = stale + gone
  return {
    title: group.value === '' ? `no ${by}` : group.value,
    count: formatCount(group.total),
    isCritical: group.critical > 0,
    shares: sharesOf(group.nodes),
    tallies: ORDER.filter((verdict) => group.nodes[verdict] > 0).map((verdict) => ({
      verdict,
      count: formatCount(group.nodes[verdict]),
      word: VERDICT_WORDS[verdict],
    })),
    silent: silent === 0 ? '' : formatCount(silent),
    cells: columns.map((column) => toCell(group, column, view)),
  }
}
