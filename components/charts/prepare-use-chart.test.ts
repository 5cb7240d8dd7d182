import { describe, expect, it } from 'vitest'
import { prepareUseChart } from './prepare-use-chart'

const chart = (mean: (number | null)[], change: Partial<Parameters<typeof prepareUseChart>[0]> = {}) =>
  prepareUseChart({
    line: { mean, min: mean, max: mean },
    startMs: 0,
    stepMs: 60_000,
    unit: 'ratio',
    warn: 0.7,
    bad: 0.9,
    asOfMs: Number.MAX_SAFE_INTEGER,
    ...change,
  })

describe('a chart', () => {
  it('keeps gaps as gaps and counts them', () => {
    const { points, gapSteps } = chart([0.1, null, 0])
    expect(points.map(({ mean }) => mean)).toEqual([0.1, null, 0])
    expect(points[1]?.band).toBeNull()
    expect(gapSteps).toBe(1)
  })

  it('does not call the step a gap that is still awaited', () => {
    expect(chart([0.1, null, null], { asOfMs: 180_000 }).gapSteps).toBe(1)
  })

  it('shows a share that is bad early on a scale that shows its thresholds', () => {
    const { yMax, thresholds } = chart([0.002], { warn: 0.01, bad: 0.05 })
    expect(thresholds).toHaveLength(2)
    expect(yMax).toBeLessThan(0.1)
  })

  it('draws a dot where a step stands alone between two gaps', () => {
    expect(chart([0.1, null, 0.2, null, 0.3, 0.3]).points.map(({ isLone }) => isLone)).toEqual([
      true,
      false,
      true,
      false,
      false,
      false,
    ])
  })

  it('puts a point into the middle of its step', () => {
    expect(chart([0.1]).points[0]?.atMs).toBe(30_000)
  })

  it('shows a share on the whole scale with its thresholds, and beyond it when it goes beyond', () => {
    expect(chart([0.1])).toMatchObject({ yMax: 1, thresholds: [{ value: 0.7 }, { value: 0.9 }] })
    expect(chart([3.2]).yMax).toBeGreaterThanOrEqual(3.2)
  })

  it('leaves out thresholds that would flatten the line', () => {
    expect(chart([0.1], { unit: 'items', warn: 1, bad: 10 }).thresholds).toEqual([])
    expect(chart([2], { unit: 'items', warn: 1, bad: 10 }).thresholds).toEqual([
      { verdict: 'warn', value: 1 },
    ])
  })

  it('has a scale when nothing but zero was measured', () => {
    expect(chart([0, 0], { unit: 'items', warn: null, bad: null }).yMax).toBe(1)
  })
})
