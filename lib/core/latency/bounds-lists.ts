import type { BoundsLayer } from './histogram'

export const isSameList = (one: Float64Array, other: Float64Array): boolean =>
  one === other || (one.length === other.length && one.every((bound, at) => bound === other[at]))

/** The bounds that all lists have: sums up to them are known exactly. */
export const commonBounds = (lists: readonly Float64Array[]): Float64Array => {
  const [first = new Float64Array(), ...others] = lists
  const sets = others.map((list) => new Set(list))
  return first.filter((bound) => sets.every((set) => set.has(bound)))
}

/** The same observations in the buckets between some of the bounds. */
export const toCoarserBounds = ({ boundsMs, counts }: BoundsLayer, coarserMs: Float64Array): BoundsLayer => {
  const into = new Float64Array(coarserMs.length + 1)
  let place = 0
  for (let at = 0; at < counts.length; at += 1) {
    const upperMs = boundsMs[at] ?? Infinity
    while (place < coarserMs.length && upperMs > (coarserMs[place] ?? Infinity)) place += 1
    into[place] = (into[place] ?? 0) + (counts[at] ?? 0)
  }
  return { kind: 'bounds', boundsMs: coarserMs, counts: into }
}
