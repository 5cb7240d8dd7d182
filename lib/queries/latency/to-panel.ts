import {
  LATENCY_QUANTILES,
  type Bounded,
  type LatencyObjective,
  type LatencyPanel,
} from '../../contract/latency'
import { encodeCells } from '../../core/three-digits'
import { countRows, type LatencyGrid } from '../../core/latency/latency-grid'
import { quantilesOf, shareAbove, type Estimate } from '../../core/latency/quantiles'
import { tidy, tidyNumber } from '../tidy'
import {
  boundedQuantiles,
  modesOf,
  resolutionOf,
  toBounded,
  totalsOf,
  type Described,
} from './describe-latency'

export interface PanelInput {
  vantage: string | null
  /** By step; null where nothing was told. */
  steps: readonly (Described | null)[]
  total: Described
}

export interface Objective {
  sloMs: number
  target: number
}

type Lines = LatencyObjective['share']

const toLines = (estimates: readonly (Estimate | null)[]): Lines => ({
  value: estimates.map((one) => (one === null ? null : tidy(one.value))),
  low: estimates.map((one) => (one === null ? null : tidy(one.low))),
  high: estimates.map((one) => (one === null ? null : tidy(one.high))),
})

/** How many times what may be above the objective is. */
const burnOf = ({ value, low, high }: Estimate, { target }: Objective): Estimate => {
  const allowed = 1 - target
  return { value: value / allowed, low: low / allowed, high: high / allowed }
}

const toObjective = ({ steps, total }: PanelInput, objective: Objective): LatencyObjective => {
  const { sloMs, target } = objective
  const share = steps.map((step) => (step === null ? null : shareAbove(step.intervals, sloMs)))
  const whole = shareAbove(total.intervals, sloMs)
  return {
    sloMs,
    target,
    share: toLines(share),
    burn: toLines(share.map((one) => (one === null ? null : burnOf(one, objective)))),
    total: whole === null ? null : { share: toBounded(whole), burn: toBounded(burnOf(whole, objective)) },
  }
}

const quantileLines = (steps: PanelInput['steps']): LatencyPanel['quantiles'] => {
  const byStep = steps.map((step) => (step === null ? null : quantilesOf(step.intervals, LATENCY_QUANTILES)))
  return LATENCY_QUANTILES.map((quantile, at) => ({
    quantile,
    ...toLines(byStep.map((estimates) => estimates?.[at] ?? null)),
  }))
}

const named = (quantiles: readonly Bounded[]) =>
  quantiles.map((bounded, at) => ({ quantile: LATENCY_QUANTILES[at] ?? 0, ...bounded }))

export const toPanel = (input: PanelInput, grid: LatencyGrid, objective: Objective | null): LatencyPanel => {
  const { vantage, steps, total } = input
  const { histogram, intervals } = total
  const totals = totalsOf(histogram, intervals)
  const quantiles = boundedQuantiles(intervals)
  return {
    vantage,
    rows: grid.rows,
    edgesMs: Array.from(grid.edgesMs, tidyNumber),
    cells: steps.map((step) => (step === null ? '' : encodeCells(countRows(grid, step.histogram)))),
    counts: steps.map((step) => (step === null ? null : tidy(step.intervals.total))),
    meanMs: steps.map((step) => (step === null ? null : tidy(step.histogram.sumMs / step.intervals.total))),
    quantiles: quantileLines(steps),
    total: totals === null || quantiles === null ? null : { ...totals, quantiles: named(quantiles) },
    resolution: resolutionOf(histogram, intervals),
    modes: modesOf(intervals),
    objective: objective === null ? null : toObjective(input, objective),
  }
}
