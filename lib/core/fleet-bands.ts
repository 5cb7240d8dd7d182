import { isWorse, type HeatCells } from './heat-cells'
import { nthSmallest } from './nth-smallest'
import { toThreeDigits } from './three-digits'

/** How the rows are spread at each step; NaN where no row is measured. */
export interface FleetBands {
  p10: Float64Array
  p50: Float64Array
  p90: Float64Array
  worst: Float64Array
  /** How many rows are measured. */
  measured: Int32Array
}

const createBands = (stepCount: number): FleetBands => ({
  p10: new Float64Array(stepCount).fill(NaN),
  p50: new Float64Array(stepCount).fill(NaN),
  p90: new Float64Array(stepCount).fill(NaN),
  worst: new Float64Array(stepCount).fill(NaN),
  measured: new Int32Array(stepCount),
})

/** The nearest rank, so that each quantile is the value of some row. */
const quantile = (values: Float32Array, share: number): number =>
  toThreeDigits(nthSmallest(values, Math.max(0, Math.ceil(values.length * share) - 1)))

export const fleetBands = (cells: HeatCells, higherIsWorse: boolean): FleetBands => {
  const { rowCount, stepCount, values } = cells
  const bands = createBands(stepCount)
  const column = new Float32Array(rowCount)
  for (let step = 0; step < stepCount; step += 1) {
    let measured = 0
    let worst = NaN
    for (let at = step; at < values.length; at += stepCount) {
      const value = values[at] ?? NaN
      if (value !== value) continue
      if (worst !== worst || isWorse(value, worst, higherIsWorse)) worst = value
      column[measured] = value
      measured += 1
    }
    bands.measured[step] = measured
    if (measured === 0) continue
    bands.worst[step] = worst
    // What is asked of the same values again finds them in another order, as numbers.
    for (const [name, share] of SHARES) bands[name][step] = quantile(column.slice(0, measured), share)
  }
  return bands
}

const SHARES = [
  ['p10', 0.1],
  ['p50', 0.5],
  ['p90', 0.9],
] as const
