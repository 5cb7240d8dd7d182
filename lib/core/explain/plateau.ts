import { MedianRoom } from './median'

/** From `first` to before `past`. */
export interface Plateau {
  first: number
  past: number
}

/** A value counts as no more than this many times the upper quartile, so that a peak on it is not taken for all of it. */
const MOST_TIMES_QUARTILE = 1.5

/** The stretch that lies so far and for so long above nothing that chance explains it the least; null where none does. */
export const findPlateau = (heights: Float64Array): Plateau | null => {
  const clipped = clipHigh(heights)
  let best: Plateau | null = null
  let most = 0
  for (let first = 0; first < clipped.length; first += 1) {
    let sum = 0
    for (let at = first; at < clipped.length; at += 1) {
      sum += clipped[at] ?? 0
      if (sum <= 0) continue
      const gain = (sum * sum) / (at + 1 - first)
      if (gain > most) [most, best] = [gain, { first, past: at + 1 }]
    }
  }
  return best
}

/** Where the values change from low to high, among all places for it the likeliest; 0 where they are high from the start. */
export const findRise = (values: Float64Array): number => {
  const clipped = clipHigh(values)
  const total = clipped.reduce((sum, value) => sum + value, 0)
  let [before, most, best] = [0, 0, 0]
  for (let at = 1; at < clipped.length; at += 1) {
    before += clipped[at - 1] ?? 0
    const [low, high] = [before / at, (total - before) / (clipped.length - at)]
    const gain = high > low ? ((high - low) ** 2 * at * (clipped.length - at)) / clipped.length : 0
    if (gain > most) [most, best] = [gain, at]
  }
  return best
}

/** What was not measured is nothing. */
const clipHigh = (values: Float64Array): Float64Array => {
  const room = new MedianRoom(values.length)
  for (const value of values) if (value > 0) room.add(value)
  const limit = MOST_TIMES_QUARTILE * (room.sorted()[Math.floor(0.75 * room.count)] ?? 0)
  return values.map((value) => (value === value ? Math.min(value, limit) : 0))
}
