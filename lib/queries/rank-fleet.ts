import type { FleetSort } from '../contract/fleet-sort'
import { RESOURCES, type ResourceId } from '../core/checklist/types'
import { pressuresOf } from './cells-of-slot'
import type { HeadlineCell } from './headline-cells'
import { rankNodes, type NodeSort } from './rank-nodes'
import { badnessOf, changesOf, greatestChangeOf, type RatedFleet } from './rated-fleet'

const isResource = (sort: FleetSort): sort is ResourceId => RESOURCES.some((resource) => resource === sort)

const toNodeSort = (sort: FleetSort): NodeSort => (sort === 'name' || isResource(sort) ? sort : 'worst')

const cellNamed = (cells: readonly HeadlineCell[], sort: FleetSort): number =>
  cells.findIndex(({ resource, aspect }) => sort === `${resource}.${aspect}`)

/** Places by falling key, those without one last; equal ones stay in their order. */
const byKey = (places: readonly number[], keyOf: (place: number) => number): number[] => {
  const keys = new Map(places.map((place) => [place, keyOf(place)]))
  const keyAt = (place: number): number => {
    const key = keys.get(place) ?? NaN
    return key === key ? key : -Infinity
  }
  return [...places].sort((one, other) => (keyAt(one) === keyAt(other) ? 0 : keyAt(other) - keyAt(one)))
}

const rankWanted = (fleet: RatedFleet, wanted: readonly number[], sort: NodeSort): number[] => {
  const nodes = wanted.flatMap((place) => fleet.nodes[place] ?? [])
  const pressures = pressuresOf(fleet.cells, fleet.folded)
  const pressureAt = (cell: number, index: number) => pressures(cell, wanted[index] ?? -1)
  return rankNodes(nodes, fleet.cells, sort, pressureAt).map((index) => wanted[index] ?? -1)
}

const rankBy = (fleet: RatedFleet, wanted: readonly number[], sort: FleetSort): number[] => {
  const cell = cellNamed(fleet.cells, sort)
  const ranked = rankWanted(fleet, wanted, toNodeSort(sort))
  if (sort === 'change') return byKey(ranked, greatestChangeOf(fleet))
  if (cell < 0) return ranked
  const keys = fleet.earlier === null ? badnessOf(fleet) : changesOf(fleet)
  return byKey(ranked, (place) => keys(cell, place))
}

/** The wanted places in the order asked for, those of the critical path before all others. */
export const rankFleet = (fleet: RatedFleet, wanted: readonly number[], sort: FleetSort): number[] => {
  const ranked = rankBy(fleet, wanted, sort)
  const isCritical = (place: number): boolean => fleet.nodes[place]?.isCritical === true
  return [...ranked.filter(isCritical), ...ranked.filter((place) => !isCritical(place))]
}
