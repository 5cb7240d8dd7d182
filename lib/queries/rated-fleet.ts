import type { MetricId } from '../core/checklist/types'
import type { FoldedReadings } from '../core/reading-fold'
import { judgedValue, pressuresOf } from './cells-of-slot'
import type { ChosenNode } from './choose-nodes'
import type { HeadlineCell } from './headline-cells'
import type { JudgedNode } from './rank-nodes'

export type RatedNode = ChosenNode & JudgedNode

/** Nodes with their readings, all by the same places. */
export interface RatedFleet {
  cells: readonly HeadlineCell[]
  nodes: readonly RatedNode[]
  folded: ReadonlyMap<MetricId, FoldedReadings>
  /** The readings of the window that this one is compared with. */
  earlier: ReadonlyMap<MetricId, FoldedReadings> | null
}

/** Larger is worse, whatever the metric; NaN where nothing is measured. */
export type Badness = (cell: number, place: number) => number

const signOf = (cell: HeadlineCell | undefined): number => (cell?.metric?.higherIsWorse === false ? -1 : 1)

export const badnessOf =
  ({ cells, nodes, folded }: RatedFleet): Badness =>
  (at, place) => {
    const cell = cells[at]
    const isAbsent = nodes[place]?.verdicts[at] === 'not_applicable'
    const value = cell === undefined || isAbsent ? null : judgedValue(cell, folded, place)
    return value === null ? NaN : value * signOf(cell)
  }

/** By how much a cell is worse than in the earlier window, in its own unit. */
export const changesOf = (fleet: RatedFleet): Badness => {
  const now = badnessOf(fleet)
  if (fleet.earlier === null) return () => NaN
  const before = badnessOf({ ...fleet, folded: fleet.earlier })
  return (at, place) => now(at, place) - before(at, place)
}

/** By how much any cell has come nearer to being bad, so that cells of all units compare; NaN where none can. */
export const greatestChangeOf = (fleet: RatedFleet): ((place: number) => number) => {
  const { cells, folded, earlier } = fleet
  if (earlier === null) return () => NaN
  const changes = changesOf(fleet)
  const now = pressuresOf(cells, folded)
  const before = pressuresOf(cells, earlier)
  return (place) => {
    let greatest = NaN
    for (let at = 0; at < cells.length; at += 1) {
      if (Number.isNaN(changes(at, place))) continue
      const change = now(at, place) - before(at, place)
      if (!(greatest >= change)) greatest = change
    }
    return greatest
  }
}
