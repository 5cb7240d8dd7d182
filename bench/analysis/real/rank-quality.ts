/** How well a ranking finds what is true. */
export interface RankQuality {
  hitRate100: number
  hitRate150: number
  ndcg: number
}

/** Equal scores are ordered by a fixed shuffle, so that no method gains from the order of the columns. */
export const rankQuality = (
  scores: readonly number[],
  truth: ReadonlySet<number>,
  seed: number,
): RankQuality => {
  const order = scores
    .map((score, at) => ({ at, score: Number.isNaN(score) ? -Infinity : score, tie: shuffled(at, seed) }))
    .sort((one, other) => other.score - one.score || one.tie - other.tie)
    .map(({ at }) => at)
  const hits = (places: number) =>
    order.slice(0, Math.floor(places + 1e-9)).filter((at) => truth.has(at)).length / truth.size
  const gain = (place: number) => 1 / Math.log2(place + 2)
  let [found, ideal] = [0, 0]
  for (let place = 0; place < truth.size; place += 1) {
    ideal += gain(place)
    if (truth.has(order[place] ?? -1)) found += gain(place)
  }
  return { hitRate100: hits(truth.size), hitRate150: hits(1.5 * truth.size), ndcg: found / ideal }
}

const shuffled = (at: number, seed: number): number => {
  let bits = Math.imul(at + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 15), 0xc2b2ae35)
  return (bits ^ (bits >>> 13)) >>> 0
}

export const meanQuality = (all: readonly RankQuality[]): RankQuality => {
  const mean = (of: (quality: RankQuality) => number) =>
    all.reduce((sum, one) => sum + of(one), 0) / all.length
  return {
    hitRate100: mean((one) => one.hitRate100),
    hitRate150: mean((one) => one.hitRate150),
    ndcg: mean((one) => one.ndcg),
  }
}
