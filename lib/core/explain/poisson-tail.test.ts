import { expect, it } from 'vitest'
import { logPoissonTail } from './poisson-tail'

/** By adding up what lies below. */
const slowly = (mean: number, count: number): number => {
  let [term, below] = [Math.exp(-mean), 0]
  for (let at = 0; at < count; at += 1) {
    below += term
    term *= mean / (at + 1)
  }
  return Math.log(1 - below)
}

it('the tail of the Poisson distribution is one less what lies below it', () => {
  for (const [mean, count] of [
    [0.1, 1],
    [0.5, 3],
    [2, 5],
    [10, 15],
    [40, 60],
  ] as const)
    expect(logPoissonTail(mean, count)).toBeCloseTo(slowly(mean, count), 6)
})

it('what is expected is no surprise, and what is impossible is an endless one', () => {
  expect(
    [logPoissonTail(5, 5), logPoissonTail(5, 0), logPoissonTail(Infinity, 9)].every((own) => own === 0),
  ).toBe(true)
  expect(logPoissonTail(0, 1)).toBe(-Infinity)
  expect(logPoissonTail(1e-9, 3)).toBeCloseTo(3 * Math.log(1e-9) - Math.log(6), 6)
})
