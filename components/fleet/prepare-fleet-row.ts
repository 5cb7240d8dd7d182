import { formatDuration } from '@/components/ui/format-time'
import { formatCompact, formatShort } from '@/lib/core/format-value'
import { VERDICT_WORDS } from '@/components/ui/verdict-words'
import type { Aspect, ResourceId } from '@/lib/core/checklist/types'
import type { Verdict } from '@/lib/core/judge'
import type { AspectAnswer } from '@/lib/contract/checklist-answer'
import type { FleetNode } from '@/lib/contract/fleet'
import type { Reading } from '@/lib/contract/reading'
import type { Comparison, ShownValue } from '@/lib/contract/view-choices'
import { prepareChange } from './prepare-change'
import type { FleetColumn, FleetReadingColumn } from './prepare-fleet-columns'

/** What the cells of a row say. */
export interface RowView {
  show: ShownValue
  compare: Comparison
}

interface FleetReading {
  aspect: Aspect
  verdict: Verdict
  /** The value, or its change where the window is compared; empty where nothing is measured: the hatching says so. */
  text: string
  /** The same with its unit. */
  compactText: string
  /** Nothing has changed, or nobody knows. */
  isQuiet: boolean
  /** 0..1 for the bar under a ratio; null draws none. */
  fill: number | null
  /** The reading in words, for everybody who does not see it. */
  label: string
  /** Place among the readings of its resource that the keyboard stops at; null for slivers. */
  stop: number | null
}

export interface FleetCell {
  id: ResourceId
  title: string
  readings: FleetReading[]
  /** What a strip says for all its readings at once. */
  stripVerdict: Verdict
  stops: number
}

export interface FleetRow {
  id: number
  name: string
  cluster: string
  state: FleetNode['state']
  isCritical: boolean
  /** How long ago the last sample was; null while samples arrive. */
  silence: string | null
  worst: { verdict: Verdict; text: string } | null
  /** What to say when nothing is wrong: `ok`, or that nothing was measured. */
  calm: string
  cells: FleetCell[]
}

const UNMEASURED: Reading = { mean: null, max: null, last: null, peak: null, verdict: 'unmeasured' }
const NOT_APPLICABLE: Reading = { ...UNMEASURED, verdict: 'not_applicable' }

export const readingOf = (
  node: Pick<FleetNode, 'cells'>,
  resource: ResourceId,
  { aspect, headline }: Pick<FleetReadingColumn, 'aspect' | 'headline'>,
): Reading => node.cells[resource]?.[aspect] ?? (headline.metric === null ? NOT_APPLICABLE : UNMEASURED)

const shownValue = (reading: Reading, headline: AspectAnswer, show: ShownValue): number | null =>
  reading[show === 'judged' ? headline.judgedBy : show]

/** The value that a cell shows, in the window that this one is compared with; null where nobody knows. */
const earlierValue = (node: FleetNode, resource: ResourceId, of: FleetReadingColumn, show: ShownValue) =>
  node.earlier === undefined
    ? null
    : shownValue(readingOf({ cells: node.earlier }, resource, of), of.headline, show)

const toReading = (
  node: FleetNode,
  column: FleetColumn,
  of: FleetReadingColumn,
  { show, compare }: RowView,
): Omit<FleetReading, 'stop'> => {
  const reading = readingOf(node, column.id, of)
  const { unit } = of.headline
  const value = unit === null ? null : shownValue(reading, of.headline, show)
  const name = `${column.title} ${of.aspect}`
  const word = VERDICT_WORDS[reading.verdict]
  const { aspect } = of
  if (value === null || unit === null)
    return {
      aspect,
      verdict: reading.verdict,
      text: '',
      compactText: '',
      fill: null,
      isQuiet: false,
      label: `${name}: ${word}`,
    }
  const compactText = formatCompact(value, unit)
  const change = prepareChange(value, earlierValue(node, column.id, of, show), unit, compare)
  return {
    aspect,
    verdict: reading.verdict,
    text: change?.text ?? formatShort(value, unit),
    compactText,
    isQuiet: change?.isQuiet ?? false,
    fill: unit === 'ratio' ? Math.min(1, Math.max(0, value)) : null,
    label: `${name}: ${compactText}, ${word}${change === null ? '' : `, ${change.label}`}`,
  }
}

const toCell = (node: FleetNode, column: FleetColumn, view: RowView): FleetCell => {
  let stops = column.isCollapsed ? 1 : 0
  const readings = column.readings.map((of): FleetReading => ({
    ...toReading(node, column, of, view),
    stop: column.isCollapsed || of.width === 'sliver' ? null : stops++,
  }))
  const isAbsent = readings.every(({ verdict }) => verdict === 'not_applicable')
  const stripVerdict = isAbsent ? 'not_applicable' : 'unmeasured'
  return { id: column.id, title: column.title, readings, stripVerdict, stops }
}

/** How many places of a row the keyboard stops at: its name and each reading. */
export const stopsOf = (columns: readonly FleetColumn[]): number =>
  columns.reduce(
    (stops, { isCollapsed, readings }) =>
      stops + (isCollapsed ? 1 : readings.filter(({ width }) => width !== 'sliver').length),
    1,
  )

const RANK: Record<Verdict, number> = { bad: 2, warn: 1, ok: 0, unmeasured: 0, not_applicable: 0 }

/** The first reading in checklist order among those with the worst verdict; null when nothing is wrong. */
const worstOf = (columns: readonly FleetColumn[], cells: readonly FleetCell[]): FleetRow['worst'] => {
  let worst: FleetRow['worst'] = null
  let rank = 0
  cells.forEach((cell, at) => {
    cell.readings.forEach((reading, index) => {
      if (RANK[reading.verdict] <= rank) return
      rank = RANK[reading.verdict]
      const column = columns[at]
      const letter = column?.readings[index]?.letter ?? ''
      const title = column?.shortTitle ?? cell.title
      worst = { verdict: reading.verdict, text: `${title} ${letter} ${reading.compactText}` }
    })
  })
  return worst
}

const silenceOf = (node: FleetNode, nowMs: number): string | null => {
  if (node.state === 'fresh') return null
  return node.lastSampleMs === null ? '' : formatDuration(nowMs - node.lastSampleMs)
}

export const prepareFleetRow = (
  node: FleetNode,
  columns: readonly FleetColumn[],
  view: RowView,
  nowMs: number,
): FleetRow => {
  const cells = columns.map((column) => toCell(node, column, view))
  const isMeasured = cells.some(({ readings }) => readings.some(({ verdict }) => verdict === 'ok'))
  return {
    id: node.id,
    name: node.name,
    cluster: node.cluster,
    state: node.state,
    isCritical: node.isCritical === true,
    silence: silenceOf(node, nowMs),
    worst: worstOf(columns, cells),
    calm: isMeasured ? 'ok' : 'nothing measured',
    cells,
  }
}
