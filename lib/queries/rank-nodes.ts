import type { FleetSort } from '../contract/fleet'
import type { Reading } from '../contract/reading'
import type { NodeState } from '../core/node-state'
import { compareWorstFirst, countVerdicts, type RankedNode } from '../core/severity'
import type { HeadlineCell } from './headline-cells'

export interface NodeReadings {
  name: string
  state: NodeState
  readings: readonly Reading[]
}

/** How near a reading is to its bad threshold: 1 is at it, whatever the metric. */
const pressure = ({ metric }: HeadlineCell, reading: Reading | undefined): number => {
  const value = metric === null ? null : (reading?.[metric.judgedBy] ?? null)
  const bad = metric?.threshold?.bad ?? 0
  if (value === null || bad <= 0) return 0
  return metric?.higherIsWorse === false ? bad / Math.max(value, Number.MIN_VALUE) : value / bad
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Readings that count for this order: all of them, or those of one resource. */
const placesFor = (cells: readonly HeadlineCell[], sort: FleetSort): number[] =>
  cells.flatMap(({ resource }, place) => (sort === 'worst' || sort === resource ? [place] : []))

interface Ranked extends RankedNode {
  place: number
  pressure: number
}

const byName = (one: Ranked, other: Ranked): number =>
  one.name < other.name ? -1 : one.name > other.name ? 1 : 0

const byResource = (one: Ranked, other: Ranked): number =>
  other.bad - one.bad || other.warn - one.warn || other.pressure - one.pressure || byName(one, other)

/** Places of the nodes in the order asked for; of nodes that rank alike the order given holds. */
export const rankNodes = (
  nodes: readonly NodeReadings[],
  cells: readonly HeadlineCell[],
  sort: FleetSort,
): number[] => {
  const places = placesFor(cells, sort)
  const ranked = nodes.map(({ name, state, readings }, place): Ranked => {
    const counted = places.map((at) => readings[at])
    const counts = countVerdicts(counted.map((reading) => reading?.verdict ?? 'unmeasured'))
    const pressures = places.map((at) => {
      const cell = cells[at]
      return cell === undefined ? 0 : pressure(cell, readings[at])
    })
    return { name, state, ...counts, place, pressure: sum(pressures) }
  })
  const compare = sort === 'worst' ? compareWorstFirst : sort === 'name' ? byName : byResource
  return ranked.sort(compare).map(({ place }) => place)
}
