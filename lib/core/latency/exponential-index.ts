import { DEFAULT_SCALE, type ExponentialLayer } from './histogram'

const FINEST_TABLE = 8
const LEAST_POWER = -1074
const MOST_POWER = 1023
const POWERS = Float64Array.from({ length: MOST_POWER - LEAST_POWER + 1 }, (_, at) => 2 ** (at + LEAST_POWER))
/** By scale, the bounds from 1 to before 2. */
const FRACTIONS = Array.from({ length: FINEST_TABLE + 1 }, (_, scale) =>
  Float64Array.from({ length: 2 ** scale }, (__, at) => 2 ** (at * 2 ** -scale)),
)

/** The lower bound of a bucket, in units; that of the next one is its upper bound. */
export const lowerBound = (index: number, scale: number): number => {
  const power = POWERS[(index >> scale) - LEAST_POWER]
  const fraction = FRACTIONS[scale]?.[index & (2 ** scale - 1)]
  // Tables, because a heat map asks for a hundred thousand bounds, and powers take their time.
  return power === undefined || fraction === undefined ? 2 ** (index * 2 ** -scale) : power * fraction
}

/** The bucket that holds a value above zero, exactly as its bounds say. */
export const bucketIndex = (value: number, scale: number): number => {
  let index = Math.ceil(Math.log2(value) * 2 ** scale) - 1
  while (lowerBound(index, scale) >= value) index -= 1
  while (lowerBound(index + 1, scale) < value) index += 1
  return index
}

/** Observations in buckets of a fine scale; all are finite and none is less than zero. */
export const layerOfObservations = (observationsMs: readonly number[]): ExponentialLayer => {
  const byIndex = new Map<number, number>()
  let zeroCount = 0
  for (const valueMs of observationsMs)
    if (valueMs === 0) zeroCount += 1
    else {
      const index = bucketIndex(valueMs, DEFAULT_SCALE)
      byIndex.set(index, (byIndex.get(index) ?? 0) + 1)
    }
  const offset = byIndex.size === 0 ? 0 : Math.min(...byIndex.keys())
  const end = byIndex.size === 0 ? 0 : Math.max(...byIndex.keys()) + 1
  const counts = new Float64Array(end - offset)
  for (const [index, count] of byIndex) counts[index - offset] = count
  return { kind: 'exponential', unitMs: 1, scale: DEFAULT_SCALE, zeroCount, zeroMs: 0, offset, counts }
}
