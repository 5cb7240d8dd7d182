import { expect, it } from 'vitest'
import { residualOf, type Residual } from './residual'
import { orderOfSimilarity, similaritiesOf } from './similarity'

const STEPS = { startMs: 0, stepMs: 60_000, stepCount: 120 }
const nothing = () => undefined

const waves = (period: number, shift: number): Residual => {
  const values = Float64Array.from(
    { length: STEPS.stepCount },
    (_, step) => Math.sin((step + shift) / period) + 0.1 * Math.sin(step * step),
  )
  const found = residualOf(values, STEPS)
  if (found === null) throw new Error('it moves')
  return found
}

it('puts together what moves alike, whatever order it came in', () => {
  const series = [waves(3, 0), waves(11, 0), waves(3, 0.2), waves(11, 1), waves(3, 0.4), waves(11, 2)]
  const similarities = similaritiesOf(series, nothing)
  const order = orderOfSimilarity(similarities, series.length, nothing)
  expect(order.toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4, 5])
  const groups = order.map((at) => at % 2)
  expect(groups.filter((group, place) => place > 0 && group !== groups[place - 1])).toHaveLength(1)
})

it('is the same from either side, and one with itself', () => {
  const similarities = similaritiesOf([waves(3, 0), waves(5, 0)], nothing)
  expect(similarities[0]).toBe(1)
  expect(similarities[1]).toBe(similarities[2])
})

it('orders none and one', () => {
  expect(orderOfSimilarity(new Float32Array(0), 0, nothing)).toEqual([])
  expect(orderOfSimilarity(Float32Array.of(1), 1, nothing)).toEqual([0])
})
