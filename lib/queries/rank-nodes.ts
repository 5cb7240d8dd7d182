import type { ResourceId } from '../core/checklist/types'
import type { Verdict } from '../core/judge'
import type { NodeState } from '../core/node-state'
import { compareWorstFirst, countVerdicts, type RankedNode } from '../core/severity'
import type { HeadlineCell } from './headline-cells'

export interface JudgedNode {
  name: string
  state: NodeState
  /** One for each cell. */
  verdicts: readonly Verdict[]
}

/** How near the cell of a node is to being bad; both by their places. */
export type PressureAt = (cell: number, node: number) => number

export type NodeSort = 'worst' | 'name' | ResourceId

interface Ranked extends RankedNode {
  place: number
  pressure: number
}

const byName = (one: Ranked, other: Ranked): number =>
  one.name < other.name ? -1 : one.name > other.name ? 1 : 0

const byResource = (one: Ranked, other: Ranked): number =>
  other.bad - one.bad || other.warn - one.warn || other.pressure - one.pressure || byName(one, other)

const toRanked = (
  node: JudgedNode,
  place: number,
  counted: readonly number[],
  pressureAt: PressureAt | null,
): Ranked => {
  const counts = countVerdicts(counted.map((cell) => node.verdicts[cell] ?? 'unmeasured'))
  const pressure = pressureAt === null ? 0 : counted.reduce((sum, cell) => sum + pressureAt(cell, place), 0)
  return { name: node.name, state: node.state, ...counts, place, pressure }
}

/** Places of the nodes in the order asked for: by all their cells, by one resource, or by name. */
export const rankNodes = (
  nodes: readonly JudgedNode[],
  cells: readonly HeadlineCell[],
  sort: NodeSort,
  pressureAt: PressureAt,
): number[] => {
  const isOverall = sort === 'worst' || sort === 'name'
  const counted = cells.flatMap(({ resource }, cell) => (isOverall || sort === resource ? [cell] : []))
  const ranked = nodes.map((node, place) => toRanked(node, place, counted, isOverall ? null : pressureAt))
  const compare = sort === 'worst' ? compareWorstFirst : sort === 'name' ? byName : byResource
  return ranked.sort(compare).map(({ place }) => place)
}
