import type { TwoByTwo } from './fisher-exact'

/** ln likelihood of `hits` of `count` at the rate that fits them best. */
const bestLikelihood = (hits: number, count: number): number => {
  if (hits <= 0 || hits >= count) return 0
  return hits * Math.log(hits / count) + (count - hits) * Math.log1p(-hits / count)
}

/**
 * How much better two rates explain who is affected than one rate does: ℓ(inside) + ℓ(outside) − ℓ(all), in nats, less
 * ln of how many strata were tried. Above zero it is more than the luckiest of as many tries would give.
 */
export const evidenceOf = (
  { affectedInside, inside, affectedOutside, outside }: TwoByTwo,
  tried: number,
): number =>
  bestLikelihood(affectedInside, inside) +
  bestLikelihood(affectedOutside, outside) -
  bestLikelihood(affectedInside + affectedOutside, inside + outside) -
  Math.log(Math.max(1, tried))
