import { correlationAt } from './lagged'
import type { Residual } from './residual'

/** How alike each two of the series move, from -1 to 1; NaN where they were measured together too seldom. */
export const similaritiesOf = (series: readonly Residual[], checkpoint: () => void): Float32Array => {
  const count = series.length
  const similarities = new Float32Array(count * count).fill(NaN)
  series.forEach((one, row) => {
    checkpoint()
    similarities[row * count + row] = 1
    for (let column = row + 1; column < count; column += 1) {
      const other = series[column]
      const found = other === undefined ? null : correlationAt(one, other, 0)
      const value = found?.coefficient ?? NaN
      similarities[row * count + column] = value
      similarities[column * count + row] = value
    }
  })
  return similarities
}

interface Cluster {
  members: number[]
}

/**
 * An order in which what is alike lies together: the two most alike groups are joined again and again (average linkage),
 * each turned so that their most alike ends meet.
 */
export const orderOfSimilarity = (
  similarities: Float32Array,
  count: number,
  checkpoint: () => void,
): number[] => {
  const linkage = Float64Array.from(similarities, (value) => (value === value ? value : 0))
  const clusters: (Cluster | null)[] = Array.from({ length: count }, (_, at) => ({ members: [at] }))
  const alike = (one: number, other: number): number => linkage[one * count + other] ?? 0
  const similarity = (one: number, other: number): number => similarities[one * count + other] ?? 0
  for (let joins = 1; joins < count; joins += 1) {
    checkpoint()
    const [one, other] = mostAlike(clusters, alike)
    const [kept, gone] = [clusters[one], clusters[other]]
    if (!kept || !gone) break
    joinLinkage(linkage, count, { one, other }, kept.members.length, gone.members.length)
    clusters[one] = { members: joinedEnds(kept.members, gone.members, similarity) }
    clusters[other] = null
  }
  return clusters.flatMap((cluster) => cluster?.members ?? [])
}

const mostAlike = (
  clusters: readonly (Cluster | null)[],
  alike: (one: number, other: number) => number,
): [number, number] => {
  let best = -Infinity
  let pair: [number, number] = [0, 0]
  const left = clusters.flatMap((cluster, at) => (cluster === null ? [] : [at]))
  for (let first = 0; first < left.length; first += 1)
    for (let second = first + 1; second < left.length; second += 1) {
      const value = alike(left[first] ?? 0, left[second] ?? 0)
      if (value <= best) continue
      best = value
      pair = [left[first] ?? 0, left[second] ?? 0]
    }
  return pair
}

/** The mean over all pairs, by how many each of both held. */
const joinLinkage = (
  linkage: Float64Array,
  count: number,
  { one, other }: { one: number; other: number },
  ofOne: number,
  ofOther: number,
): void => {
  for (let at = 0; at < count; at += 1) {
    const joined =
      ((linkage[one * count + at] ?? 0) * ofOne + (linkage[other * count + at] ?? 0) * ofOther) /
      (ofOne + ofOther)
    linkage[one * count + at] = joined
    linkage[at * count + one] = joined
  }
}

const joinedEnds = (
  one: number[],
  other: number[],
  similarity: (one: number, other: number) => number,
): number[] => {
  const turns = [
    { first: one, second: other },
    { first: one, second: other.toReversed() },
    { first: one.toReversed(), second: other },
    { first: one.toReversed(), second: other.toReversed() },
  ].map(({ first, second }) => {
    const meeting = similarity(first.at(-1) ?? 0, second[0] ?? 0)
    return { members: [...first, ...second], meeting: meeting === meeting ? meeting : -2 }
  })
  return turns.reduce((best, turn) => (turn.meeting > best.meeting ? turn : best)).members
}
