/** Where one value lies among those of its peers. */
export interface PeerStanding {
  /** Share of the peers with a lower value; an equal one counts half. Null without peers. */
  shareBelow: number | null
  median: number | null
  /** The peers' values, ascending: all of them, or as many as asked for, spread evenly over the ranks. */
  values: number[]
}

export const standingAmong = (own: number, peers: readonly number[], mostValues: number): PeerStanding => {
  const sorted = Float64Array.from(peers).sort()
  return {
    shareBelow: sorted.length === 0 ? null : shareBelow(own, sorted),
    median: medianOf(sorted),
    values: spreadOver(sorted, mostValues),
  }
}

const shareBelow = (own: number, values: Float64Array): number => {
  let halves = 0
  for (const value of values) {
    if (value < own) halves += 2
    else if (value === own) halves += 1
  }
  return halves / (2 * values.length)
}

const medianOf = (sorted: Float64Array): number | null => {
  const low = sorted[Math.floor((sorted.length - 1) / 2)]
  const high = sorted[Math.floor(sorted.length / 2)]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

/** The lowest and the highest always stay. */
const spreadOver = (sorted: Float64Array, most: number): number[] => {
  if (sorted.length <= most) return [...sorted]
  const apart = (sorted.length - 1) / Math.max(1, most - 1)
  return Array.from({ length: most }, (_, place) => sorted[Math.round(place * apart)] ?? NaN)
}
