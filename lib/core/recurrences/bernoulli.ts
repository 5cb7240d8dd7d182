/** How surprising `hits` of `count` are, in nats, where each is expected at the rate `expected`; 0 where they are no more. */
export const surpriseOf = (hits: number, count: number, expected: number): number => {
  if (count <= 0 || hits <= 0) return 0
  const rate = Math.min(1, hits / count)
  const chance = Math.min(1 - 1e-9, Math.max(1e-12, expected))
  if (rate <= chance) return 0
  const missed = rate >= 1 ? 0 : (1 - rate) * Math.log((1 - rate) / (1 - chance))
  return count * (rate * Math.log(rate / chance) + missed)
}
