import { formatCount } from '@/lib/core/format-value'
import type { EventDensity, EventKindDensity } from '@/lib/contract/events'

/** A row of bars: how many events of one kind begin in each step. */
export interface DensityLane {
  key: string
  source: string
  kind: string
  title: string
  total: number
  /** Bars in a box of steps × 1, each lane to its own height. */
  path: string
  counts: readonly number[]
  /** What the list below is limited to. */
  isChosen: boolean
}

export interface KindChoice {
  source: string
  kind: string
}

const MOST_LANES = 12

/** An event among hundreds would be no pixel high. */
const LEAST_HEIGHT = 0.14

const barsOf = (counts: readonly number[]): string => {
  const most = counts.reduce((one, other) => Math.max(one, other), 0)
  return counts
    .map((count, step) => {
      if (count === 0) return ''
      const height = Math.max(LEAST_HEIGHT, count / most)
      return `M${String(step)} 1V${(1 - height).toFixed(3)}h1V1z`
    })
    .join('')
}

const isOf = ({ source, kind }: EventKindDensity, choice: KindChoice): boolean =>
  (choice.source === '' || source === choice.source) && (choice.kind === '' || kind === choice.kind)

export const prepareDensity = (
  { kinds }: EventDensity,
  choice: KindChoice,
): { lanes: DensityLane[]; hidden: number } => {
  const isAny = choice.source === '' && choice.kind === ''
  const shown = kinds.slice(0, MOST_LANES)
  const lanes = shown.map((density) => ({
    key: `${density.source} ${density.kind}`,
    source: density.source,
    kind: density.kind,
    title: density.kind,
    total: density.total,
    path: barsOf(density.counts),
    counts: density.counts,
    isChosen: isAny || isOf(density, choice),
  }))
  return { lanes, hidden: kinds.length - shown.length }
}

export const sourcesOf = (kinds: readonly EventKindDensity[]): string[] =>
  [...new Set(kinds.map(({ source }) => source))].sort()

/** The kinds that a source tells, or all where none is chosen. */
export const kindsOf = (kinds: readonly EventKindDensity[], source: string): string[] =>
  [
    ...new Set(kinds.filter((density) => source === '' || density.source === source).map(({ kind }) => kind)),
  ].sort()

const MOST_LINES = 8

/** What begins in a step, after its time; nothing where nothing does. */
export const describeDensity = (lanes: readonly DensityLane[], step: number, time: string): string[] => {
  const lines = lanes.flatMap(({ source, kind, counts }) => {
    const count = counts[step] ?? 0
    return count === 0 ? [] : [`${formatCount(count)} × ${source} ${kind}`]
  })
  if (lines.length === 0) return []
  return lines.length <= MOST_LINES
    ? [time, ...lines]
    : [time, ...lines.slice(0, MOST_LINES), `and ${String(lines.length - MOST_LINES)} more kinds`]
}
