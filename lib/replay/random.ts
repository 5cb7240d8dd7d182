/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** 0 ≤ n < 1. */
  uniform(): number
  /** Of mean 0 and deviation 1. */
  normal(): number
  /** A number, from ≤ n < to. */
  between(from: number, to: number): number
  /** A whole number, from ≤ n < to. */
  whole(from: number, to: number): number
  /** How often something happens that is expected this often. */
  count(expected: number): number
  /** At least 1, and now and then much more: P(n > x) = x^-shape. */
  pareto(shape: number): number
  pick<Item>(items: readonly [Item, ...Item[]]): Item
  isTrue(probability: number): boolean
  /** Another row of numbers, which depends on nothing but this seed and the key. */
  fork(key: string | number): Random
}

const UINT32 = 2 ** 32
const QUANTILES = 2 ** 14

/** A well mixed 32-bit number of another (the finaliser of MurmurHash3). */
const mix = (input: number): number => {
  let hash = input >>> 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

const hashOf = (key: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index += 1)
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  return mix(hash)
}

/** Winitzki's approximation of the inverse error function, right to three digits. */
function normalQuantile(probability: number): number {
  const x = 2 * probability - 1
  const logarithm = Math.log(1 - x * x)
  const middle = 2 / (Math.PI * 0.147) + logarithm / 2
  return Math.SQRT2 * Math.sign(x) * Math.sqrt(Math.sqrt(middle * middle - logarithm / 0.147) - middle)
}

/** Evenly spread quantiles of the normal distribution, so that one number of it costs a look into a table. */
const NORMALS = Float32Array.from({ length: QUANTILES }, (_, index) =>
  normalQuantile((index + 0.5) / QUANTILES),
)

export const createRandom = (seed: number): Random => {
  let state = mix(seed)
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0
    return mix(state)
  }
  const uniform = () => next() / UINT32
  const between = (from: number, to: number) => from + uniform() * (to - from)
  const whole = (from: number, to: number) => from + Math.floor(uniform() * (to - from))
  return {
    uniform,
    between,
    whole,
    normal: () => NORMALS[next() >>> 18] ?? 0,
    count: (expected) => countOf(expected, uniform),
    pareto: (shape) => (1 - uniform()) ** (-1 / shape),
    pick: (items) => items[whole(0, items.length)] ?? items[0],
    isTrue: (probability) => uniform() < probability,
    fork: (key) => createRandom(mix(seed) ^ hashOf(String(key))),
  }
}

/** Poisson's distribution, by the gaps between what happens. */
const countOf = (expected: number, uniform: () => number): number => {
  const bound = Math.exp(-expected)
  let count = 0
  for (let product = uniform(); product > bound; product *= uniform()) count += 1
  return count
}
