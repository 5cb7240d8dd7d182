import { MedianRoom } from './median'
import type { SeriesReference } from './series-reference'
import type { SpanTimes } from './spans'

export const SHAPES = ['level', 'burst', 'variance', 'trend', 'vanished', 'appeared'] as const
export type Shape = (typeof SHAPES)[number]

/** A third of the window further on than the one before, by this part of the whole way, is a trend. */
const TREND_SHARE = 0.2
/** Neighbouring values lie this many times further apart than they used to. */
const WILDER = 3
/** Part of the furthest distance beyond which a value is away. */
const AWAY_SHARE = 0.5

/** What a deviation looks like: lasting, growing, swinging, or passing. */
export const shapeOf = (
  values: Float32Array,
  first: number,
  times: SpanTimes,
  reference: SeriesReference,
  sign: 1 | -1,
): Shape => {
  const start = first + times.leadSteps
  const window = values.subarray(start, start + times.windowSteps)
  const level = reference.levels[0] ?? NaN
  const distances = Float64Array.from(window, (value) => (value - level) * sign)
  const furthest = distances.reduce((most, distance) => (distance > most ? distance : most), 0)
  if (swings(window, furthest, reference.roughness[0] ?? 0)) return 'variance'
  if (grows(distances, furthest)) return 'trend'
  const away = distances.filter((distance) => distance > AWAY_SHARE * furthest).length
  const measured = distances.filter((distance) => distance === distance).length
  return away * 2 >= measured ? 'level' : 'burst'
}

/** Far to both sides of its own middle, and back and forth in most steps. */
const swings = (window: Float32Array, furthest: number, roughness: number): boolean => {
  const room = new MedianRoom(window.length)
  for (const value of window) room.add(value)
  const middle = room.median()
  let [above, below] = [0, 0]
  for (const value of window) {
    if (value - middle > above) above = value - middle
    if (middle - value > below) below = middle - value
  }
  if (Math.min(above, below) < furthest / 2) return false
  room.clear()
  for (let step = 1; step < window.length; step += 1)
    room.add(Math.abs((window[step] ?? NaN) - (window[step - 1] ?? NaN)))
  return room.median() > WILDER * 0.6745 * roughness
}

const grows = (distances: Float64Array, furthest: number): boolean => {
  const third = Math.floor(distances.length / 3)
  if (third < 2) return false
  const medians = [0, 1, 2].map((part) => {
    const room = new MedianRoom(distances.length)
    for (const distance of distances.subarray(part * third, (part + 1) * third)) room.add(distance)
    return room.median()
  })
  const [begin = NaN, middle = NaN, end = NaN] = medians
  const rise = end - begin
  return (
    rise > AWAY_SHARE * furthest && middle - begin > TREND_SHARE * rise && end - middle > TREND_SHARE * rise
  )
}
