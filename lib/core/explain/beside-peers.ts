import { MedianRoom } from './median'
import type { Partition } from './peers'

/** So many rows tell which nodes move together. */
const MOST_TRIED = 240
/** Fewer have no middle of which each is but a part. */
const FEWEST_ROWS = 3

/** By row * spans + span what is left of a measure without what the peers of a node show in the same span. */
export const besidePeers = (
  nodes: readonly number[],
  measured: Float64Array,
  partitions: readonly Partition[],
): Float64Array => {
  const spanCount = nodes.length === 0 ? 0 : measured.length / nodes.length
  return withoutPeers(measured, spanCount, closestPeers(nodes, measured, spanCount, partitions))
}

/**
 * By row the group of those who move as it does: the way to part the fleet that left the least of the other spans. By the
 * middle, since what a few do at this time of every day is no reason to part them from the rest.
 */
const closestPeers = (
  nodes: readonly number[],
  measured: Float64Array,
  spanCount: number,
  partitions: readonly Partition[],
): Int32Array => {
  const apart = Math.max(1, Math.ceil(nodes.length / MOST_TRIED))
  const tried = nodes.flatMap((node, row) => (row % apart === 0 ? [{ node, row }] : []))
  const past = Math.max(0, spanCount - 1)
  const few = new Float64Array(tried.length * past)
  tried.forEach(({ row }, place) =>
    few.set(measured.subarray(row * spanCount + 1, (row + 1) * spanCount), place * past),
  )
  let best: { left: number; partition: Partition } | null = null
  for (const partition of partitions) {
    const groups = Int32Array.from(tried, ({ node }) => partition[node] ?? 0)
    const freedom = Math.max(1, groups.length - new Set(groups).size) / groups.length
    const left = middleDistance(withoutPeers(few, past, groups)) / freedom
    if (best === null || left < best.left) best = { left, partition }
  }
  return Int32Array.from(nodes, (node) => best?.partition[node] ?? 0)
}

/** Less the middle of the group in each span; of a row without peers nothing is taken. */
const withoutPeers = (measured: Float64Array, spanCount: number, groups: Int32Array): Float64Array => {
  const rowsOf = new Map<number, number[]>()
  groups.forEach((group, row) => {
    const known = rowsOf.get(group)
    if (known === undefined) rowsOf.set(group, [row])
    else known.push(row)
  })
  const own = measured.slice()
  const room = new MedianRoom(groups.length)
  for (const rows of rowsOf.values()) {
    if (rows.length < FEWEST_ROWS) continue
    for (let span = 0; span < spanCount; span += 1) {
      room.clear()
      for (const row of rows) room.add(measured[row * spanCount + span] ?? NaN)
      const middle = room.count < FEWEST_ROWS ? 0 : room.median()
      for (const row of rows) own[row * spanCount + span] = (measured[row * spanCount + span] ?? NaN) - middle
    }
  }
  return own
}

/** From nothing; NaN was not measured. */
export const middleDistance = (own: Float64Array): number => {
  const room = new MedianRoom(own.length)
  for (const value of own) room.add(Math.abs(value))
  return room.count === 0 ? 0 : room.median()
}

export const meanDistance = (own: Float64Array): number => {
  let [sum, count] = [0, 0]
  for (const value of own) {
    if (value !== value) continue
    sum += Math.abs(value)
    count += 1
  }
  return count === 0 ? 0 : sum / count
}
