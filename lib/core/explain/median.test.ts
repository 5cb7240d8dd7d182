import fc from 'fast-check'
import { expect, it } from 'vitest'
import { medianOf } from '../quantile'
import { medianWithout, MedianRoom } from './median'

const VALUES = fc.oneof(
  fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 300 }),
  fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), { maxLength: 300 }),
)

const roomOf = (values: readonly number[]): MedianRoom => {
  const room = new MedianRoom(values.length)
  for (const value of values) room.add(value)
  return room
}

it('the median of few or many values is the one between the halves of the sorted ones', () => {
  fc.assert(
    fc.property(VALUES, (values) => {
      const median = roomOf(values).median()
      if (values.length === 0) expect(median).toBeNaN()
      else expect(median).toBeCloseTo(medianOf(values), 5)
    }),
  )
})

it('sorted and reversed values have it too', () => {
  const values = Array.from({ length: 4001 }, (_, at) => at)
  expect(roomOf(values).median()).toBe(2000)
  expect(roomOf(values.toReversed()).median()).toBe(2000)
})

it('values that were not measured are left out', () => {
  expect(roomOf([NaN, 3, NaN, 1]).median()).toBe(2)
  expect(roomOf([NaN]).median()).toBeNaN()
})

it('the median without one value is that of the others', () => {
  fc.assert(
    fc.property(VALUES, fc.nat(), (values, pick) => {
      fc.pre(values.length > 1)
      const left = pick % values.length
      const others = values.filter((_, at) => at !== left)
      const room = roomOf(values)
      expect(medianWithout(room.sorted(), room.count, values[left] ?? NaN)).toBeCloseTo(medianOf(others), 5)
    }),
  )
})
