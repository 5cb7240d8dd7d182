import type { FleetGroup, GroupCell } from '../contract/fleet'
import type { FleetSort } from '../contract/fleet-sort'
import { worstVerdict } from '../core/severity'
import { groupBy } from '../core/group-by'
import { badnessOf, changesOf, type Badness, type RatedFleet } from './rated-fleet'
import { nodeVerdict, summariseFleet } from './summarise-fleet'
import { tidy } from './tidy'

/** A label with more values than this names nodes rather than groups of them. */
const MAX_GROUPS = 200

export interface GroupedFleet {
  of: number
  items: FleetGroup[]
  /** The places of each group's nodes, in order. */
  members: ReadonlyMap<string, readonly number[]>
}

interface RankedGroup {
  value: string
  members: readonly number[]
  critical: number
  bad: number
  warn: number
  stale: number
}

const toRanked = (fleet: RatedFleet, value: string, members: readonly number[]): RankedGroup => {
  const ranked = { value, members, critical: 0, bad: 0, warn: 0, stale: 0 }
  for (const place of members) {
    const node = fleet.nodes[place]
    if (node === undefined) continue
    if (node.isCritical) ranked.critical += 1
    if (node.state === 'stale') ranked.stale += 1
    const verdict = node.state === 'gone' ? 'unmeasured' : nodeVerdict(node.verdicts)
    if (verdict === 'bad' || verdict === 'warn') ranked[verdict] += 1
  }
  return ranked
}

const byCritical = (one: RankedGroup, other: RankedGroup): number =>
  Number(other.critical > 0) - Number(one.critical > 0)

const compareGroups = (sort: FleetSort) => (one: RankedGroup, other: RankedGroup) => {
  if (sort === 'name') return byCritical(one, other) || (one.value < other.value ? -1 : 1)
  const byCounts = other.bad - one.bad || other.stale - one.stale || other.warn - one.warn
  return byCritical(one, other) || (sort === 'worst' ? byCounts : 0)
}

/** Ranked places in groups; of equal groups the one with the foremost node comes first. */
export const groupFleet = (fleet: RatedFleet, ranked: readonly number[], sort: FleetSort): GroupedFleet => {
  const byValue = groupBy(ranked, (place) => fleet.nodes[place]?.group ?? '')
  const groups = [...byValue]
    .map(([value, members]) => toRanked(fleet, value, members))
    .sort(compareGroups(sort))
  const kept = groups.slice(0, MAX_GROUPS)
  const roll = groupRoller(fleet)
  return {
    of: groups.length,
    items: kept.map(roll),
    members: new Map(kept.map(({ value, members }) => [value, members])),
  }
}

const groupRoller = (fleet: RatedFleet) => {
  const badness = badnessOf(fleet)
  const changes = changesOf(fleet)
  return ({ value, members, critical }: RankedGroup): FleetGroup => {
    const nodes = members.flatMap((place) => fleet.nodes[place] ?? [])
    const summary = summariseFleet(nodes, fleet.cells)
    const cells: FleetGroup['cells'] = {}
    fleet.cells.forEach(({ resource, aspect, metric }, at) => {
      const counts = summary.resources[resource]?.[aspect]
      if (metric === null || counts === undefined || counts.bad + counts.warn + counts.ok === 0) return
      const sign = metric.higherIsWorse ? 1 : -1
      const worst = foremost(members, at, badness)
      const verdicts = members.map((place) => fleet.nodes[place]?.verdicts[at] ?? 'unmeasured')
      const cell: GroupCell = {
        counts,
        verdict: worstVerdict(verdicts.filter((verdict) => verdict !== 'unmeasured')),
        value: worst === null ? null : tidy(worst.key * sign),
        node: worst === null ? '' : (fleet.nodes[worst.place]?.name ?? ''),
      }
      if (fleet.earlier !== null) {
        const rise = foremost(members, at, changes)
        cell.change = rise === null ? null : tidy(rise.key * sign)
      }
      cells[resource] = { ...cells[resource], [aspect]: cell }
    })
    return { value, total: members.length, critical, states: summary.states, nodes: summary.nodes, cells }
  }
}

/** The member with the greatest key; null where none has one. */
const foremost = (
  members: readonly number[],
  cell: number,
  keyOf: Badness,
): { place: number; key: number } | null => {
  let found: { place: number; key: number } | null = null
  for (const place of members) {
    const key = keyOf(cell, place)
    if (key === key && (found === null || key > found.key)) found = { place, key }
  }
  return found
}
