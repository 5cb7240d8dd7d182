import { expect, it } from 'vitest'
import { findPlateau, findRise } from './plateau'

/** Even noise of no more than a half either way, the same for the same place. */
const noise = (at: number) => ((Math.imul(at + 1, 0x9e3779b1) >>> 0) / 2 ** 32 - 0.5) * 1

it('the stretch in which a series was high is found among noise, whatever peak lies elsewhere', () => {
  const heights = Float64Array.from({ length: 60 }, (_, at) => (at >= 20 && at < 45 ? 2 : 0) + noise(at))
  heights[55] = 40
  expect(findPlateau(heights)).toEqual({ first: 20, past: 45 })
})

it('nothing that is high is no stretch, and what was not measured is nothing', () => {
  expect(findPlateau(new Float64Array(10).fill(-1))).toBeNull()
  expect(findPlateau(new Float64Array(10).fill(NaN))).toBeNull()
})

it('a rise is where the values change, and the start where they are high from then on', () => {
  expect(findRise(Float64Array.from({ length: 30 }, (_, at) => (at >= 12 ? 3 : 0) + noise(at)))).toBe(12)
  expect(findRise(new Float64Array(10).fill(1))).toBe(0)
})
