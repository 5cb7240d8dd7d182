import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Correlator, discoveriesOf, type Correlation } from './correlate'
import { residualOf, type Residual } from './residual'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const STEPS = { startMs: 20_000 * DAY_MS, stepMs: 5 * MINUTE_MS, stepCount: 288 }

/** Mulberry32: the same numbers for the same seed. */
const randomOf = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
const normalOf = (random: () => number) => () =>
  Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random())

/** Noise that remembers a share of the step before. */
const drifting = (seed: number, memory: number, length = STEPS.stepCount): Float64Array => {
  const normal = normalOf(randomOf(seed))
  let value = 0
  return Float64Array.from({ length }, () => (value = memory * value + normal()))
}

/** Calm but for some bursts of a few steps. */
const bursty = (seed: number, length = STEPS.stepCount): Float64Array => {
  const random = randomOf(seed)
  const normal = normalOf(random)
  const values = Float64Array.from({ length }, () => 0.02 * normal())
  for (let burst = 0; burst < 4; burst += 1) {
    const at = Math.floor(random() * (length - 8))
    for (let step = at; step < at + 3 + 5 * random(); step += 1) values[step] = 1
  }
  return values
}

/** Each value lasts six steps. */
const stepwise = (seed: number): Float64Array => {
  const levels = drifting(seed, 0)
  return levels.map((_, step) => levels[Math.floor(step / 6)] ?? 0)
}

const residual = (values: ArrayLike<number>, steps = STEPS): Residual => {
  const found = residualOf(values, steps)
  if (found === null) throw new Error('it moves')
  return found
}

const shifted = (values: Float64Array, by: number): Float64Array =>
  values.map((_, step) => values[step - by] ?? 0)

describe('Correlator', () => {
  it('finds the lag of what follows, and of what goes before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: -12, max: 12 }), (seed, lag) => {
        const source = drifting(seed, 0.5)
        const noise = drifting(seed + 1, 0, source.length)
        const follower = shifted(source, lag).map((value, step) => value + 0.5 * (noise[step] ?? 0))
        const found = new Correlator(residual(source), 12).compare(residual(follower))
        expect(found?.lag).toBe(lag)
        expect(found?.coefficient).toBeGreaterThan(0.6)
        expect(found?.pValue).toBeLessThan(0.001)
      }),
      { numRuns: 50 },
    )
  })

  it('finds what moves against it', () => {
    const source = bursty(7)
    const found = new Correlator(residual(source), 12).compare(residual(source.map((value) => 3 - 2 * value)))
    expect(found?.coefficient).toBeLessThan(-0.95)
    expect(found?.lag).toBe(0)
  })

  it.each([
    ['noise', (seed: number) => drifting(seed, 0)],
    ['noise with some memory', (seed: number) => drifting(seed, 0.7)],
    ['noise with much memory', (seed: number) => drifting(seed, 0.95)],
    ['all but a random walk', (seed: number) => drifting(seed, 0.995)],
    ['rare bursts', bursty],
    ['levels that last', stepwise],
  ])('calls at most one in twenty of independent series of %s related', (_, make) => {
    let flagged = 0
    const families = 20
    const size = 50
    for (let family = 0; family < families; family += 1) {
      const correlator = new Correlator(residual(make(1000 * family + 1)), 12)
      const compared = Array.from({ length: size }, (_unused, at) => ({
        correlation: correlator.compare(residual(make(1000 * family + 2 + at))),
      })).filter((item): item is { correlation: Correlation } => item.correlation !== null)
      flagged += discoveriesOf(compared, { falseShare: 0.05, leastStrength: 0 }).length
    }
    expect(flagged / (families * size)).toBeLessThanOrEqual(0.05)
  })

  it('is not fooled by a glitch of one step that two series share', () => {
    const [one, other] = [drifting(1, 0), drifting(2, 0)]
    one[100] = 500
    other[100] = 500
    const found = new Correlator(residual(one), 12).compare(residual(other))
    expect(Math.abs(found?.coefficient ?? 1)).toBeLessThan(0.4)
  })

  it('compares what was measured, where both have gaps', () => {
    const source = drifting(5, 0.5)
    const follower = shifted(source, 3)
    for (let step = 40; step < 90; step += 1) source[step] = NaN
    for (let step = 150; step < 190; step += 1) follower[step] = NaN
    const found = new Correlator(residual(source), 12).compare(residual(follower))
    expect(found).toMatchObject({ lag: 3 })
    expect(found?.coefficient).toBeGreaterThan(0.95)
    expect(found?.count).toBeLessThan(205)
  })
})

describe('residualOf', () => {
  const WEEK = { startMs: 20_000 * DAY_MS, stepMs: 30 * MINUTE_MS, stepCount: 7 * 48 }

  it('takes the rhythm of the day out, so that two series that only share the day do not move together', () => {
    const daily = (seed: number) =>
      drifting(seed, 0, WEEK.stepCount).map((value, step) => value + 30 * Math.sin((2 * Math.PI * step) / 48))
    const [one, other] = [residual(daily(1), WEEK), residual(daily(2), WEEK)]
    expect(Math.max(...one.values.map(Math.abs))).toBeLessThan(6)
    const found = new Correlator(one, 2).compare(other)
    expect(found?.pValue).toBe(1)
  })

  it('takes a trend out', () => {
    const rising = drifting(3, 0).map((value, step) => value + step)
    expect(Math.max(...residual(rising).values.map(Math.abs))).toBeLessThan(6)
  })

  it('is nothing where nothing moves or too little was measured', () => {
    expect(residualOf(new Float64Array(288).fill(0.3), STEPS)).toBeNull()
    expect(
      residualOf(
        new Float64Array(288).map((_, step) => 0.1 * step),
        STEPS,
      ),
    ).toBeNull()
    expect(
      residualOf(
        drifting(1, 0).map((value, step) => (step < 200 ? NaN : value)),
        STEPS,
      ),
    ).toBeNull()
    expect(residualOf([1, 2], { ...STEPS, stepCount: 2 })).toBeNull()
  })
})
