import {
  LATENCY_QUANTILES,
  type LatencyDistribution,
  type LatencyDistributionAnswer,
  type LatencyDistributionParams,
} from '../../contract/latency'
import { momentMs, resolveWindow, snapWindow } from '../../contract/window'
import { InvalidInputError } from '../../core/errors'
import {
  chooseGrid,
  countRows,
  differenceOf,
  sharesOf,
  type LatencyGrid,
} from '../../core/latency/latency-grid'
import { LatencySum } from '../../core/latency/latency-sum'
import { shareInside } from '../../core/latency/quantiles'
import type { Window } from '../../core/series'
import { DAY_MS } from '../../core/times'
import { getStore } from '../../store/db'
import { readLatencyState } from '../../store/latency/buckets'
import { inSnapshot, type Snapshot } from '../../store/snapshot'
import { minutesKeptFromMs } from '../asked-window'
import { tidyNumber } from '../tidy'
import type { QueryContext } from '../unless-known'
import {
  boundedQuantiles,
  describe,
  modesOf,
  resolutionOf,
  toBounded,
  totalsOf,
  type Described,
} from './describe-latency'
import { foldLatencies } from './fold-latencies'
import { readLatencyScope, type LatencyScope } from './latency-scope'
import { sumWindow, type LatencyWindow } from './latency-window'

export const getLatencyDistribution = (
  params: LatencyDistributionParams,
  { nowMs }: QueryContext,
): Promise<LatencyDistributionAnswer> =>
  inSnapshot(getStore(), (snapshot) => readLatencyDistribution(snapshot, params, nowMs))

interface Sides {
  selection: Window
  reference: Window[]
}

export const readLatencyDistribution = async (
  snapshot: Snapshot,
  params: LatencyDistributionParams,
  nowMs: number,
): Promise<LatencyDistributionAnswer> => {
  const steps = sumWindow(resolveWindow(params, nowMs), minutesKeptFromMs(snapshot, nowMs))
  const { window, stepMs } = steps
  const { asOfMs, isAnyKnown } = await readLatencyState(snapshot, window, nowMs)
  const scope = await readLatencyScope(snapshot, params, Math.min(window.toMs, nowMs))
  const sides = sidesOf(params, steps, nowMs)
  const selected = describe(await sumOf(snapshot, scope, [sides.selection], stepMs))
  const compared = describe(await sumOf(snapshot, scope, sides.reference, stepMs))
  const grid = chooseGrid([selected.histogram, compared.histogram])
  const selection = toDistribution(selected, [sides.selection], grid, params)
  const reference = toDistribution(compared, sides.reference, grid, params)
  const differences = differenceOf(rowShares(grid, selected), rowShares(grid, compared))
  return {
    window,
    nowMs,
    asOfMs,
    isAnyKnown,
    rows: grid.rows,
    edgesMs: Array.from(grid.edgesMs, tidyNumber),
    selection,
    reference,
    differences: Array.from(differences, tidyNumber),
    quantiles: quantileTable(selected, compared),
  }
}

const BACK_MS = { day: DAY_MS, week: 7 * DAY_MS } as const

const sidesOf = (
  { selectionFrom, selectionTo, against }: LatencyDistributionParams,
  { window, stepMs }: LatencyWindow,
  nowMs: number,
): Sides => {
  const asked = {
    fromMs: momentMs('selectionFrom', selectionFrom, nowMs),
    toMs: momentMs('selectionTo', selectionTo, nowMs),
  }
  if (asked.fromMs >= asked.toMs)
    throw new InvalidInputError('selectionFrom must be before selectionTo', { reason: 'window' })
  const selection = snapWindow(asked, stepMs)
  if (against === 'rest') return { selection, reference: restOf(window, selection) }
  const backMs = BACK_MS[against]
  return { selection, reference: [{ fromMs: selection.fromMs - backMs, toMs: selection.toMs - backMs }] }
}

const restOf = (window: Window, selection: Window): Window[] =>
  [
    { fromMs: window.fromMs, toMs: Math.min(window.toMs, selection.fromMs) },
    { fromMs: Math.max(window.fromMs, selection.toMs), toMs: window.toMs },
  ].filter(({ fromMs, toMs }) => fromMs < toMs)

const sumOf = async (snapshot: Snapshot, scope: LatencyScope, windows: readonly Window[], stepMs: number) => {
  const sum = new LatencySum()
  for (const window of windows) await foldLatencies(snapshot, scope, { window, stepMs }, () => sum)
  return sum.toHistogram()
}

const rowShares = (grid: LatencyGrid, { histogram }: Described): Float64Array =>
  sharesOf(countRows(grid, histogram))

const toDistribution = (
  described: Described,
  windows: Window[],
  grid: LatencyGrid,
  { minMs, maxMs }: LatencyDistributionParams,
): LatencyDistribution => {
  const { histogram, intervals } = described
  const isBounded = minMs !== null || maxMs !== null
  const inside = isBounded ? shareInside(intervals, minMs ?? 0, maxMs ?? Infinity) : null
  return {
    windows,
    total: totalsOf(histogram, intervals),
    shares: Array.from(rowShares(grid, described), tidyNumber),
    modes: modesOf(intervals),
    resolution: resolutionOf(histogram, intervals),
    inside: inside === null ? null : toBounded(inside),
  }
}

const quantileTable = (selected: Described, compared: Described): LatencyDistributionAnswer['quantiles'] => {
  const [one, other] = [selected, compared].map(({ intervals }) => boundedQuantiles(intervals))
  return LATENCY_QUANTILES.map((quantile, at) => ({
    quantile,
    selection: one?.[at] ?? null,
    reference: other?.[at] ?? null,
  }))
}
