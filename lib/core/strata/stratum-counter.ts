import type { TwoByTwo } from './fisher-exact'
import type { Stratum } from './stratify'

/** Counts the tables of many strata, looking only at those units that differ from most: the affected, and the unknown. */
export class StratumCounter {
  private readonly sizes: readonly { inside: number; outside: number }[]

  constructor(readonly strata: readonly Stratum[]) {
    this.sizes = strata.map(({ members }) => countSides(members, null))
  }

  /** Units of which nothing is known are in no table. */
  tables(affected: readonly number[], known: readonly number[], unknown: readonly number[]): TwoByTwo[] {
    const isFewer = known.length < unknown.length
    return this.strata.map(({ members }, at) => {
      const sides = countSides(members, isFewer ? known : unknown)
      const { inside, outside } = this.sizes[at] ?? { inside: 0, outside: 0 }
      const hit = countSides(members, affected)
      return {
        affectedInside: hit.inside,
        inside: isFewer ? sides.inside : inside - sides.inside,
        affectedOutside: hit.outside,
        outside: isFewer ? sides.outside : outside - sides.outside,
      }
    })
  }
}

/** How many of some units, or of all, are inside and outside; some are neither. */
const countSides = (
  members: Int8Array,
  units: readonly number[] | null,
): { inside: number; outside: number } => {
  let [inside, outside] = [0, 0]
  const count = units === null ? members.length : units.length
  for (let at = 0; at < count; at += 1) {
    const side = members[units === null ? at : (units[at] ?? 0)] ?? -1
    if (side === 1) inside += 1
    else if (side === 0) outside += 1
  }
  return { inside, outside }
}
