import { formatRange } from '@/components/ui/format-time'
import type { Bounded, LatencyDistribution, LatencyDistributionAnswer } from '@/lib/contract/latency'
import type { SelectionReference, Zone } from '@/lib/contract/view-choices'
import { formatCount } from '@/lib/core/format-value'
import { formatBoundedShare, formatLatency, quantileTitle, formatBounded } from './format-latency'
import { createAxis, shareOfMs, type LogAxis } from './log-axis'

export const REFERENCE_TITLES: Record<SelectionReference, string> = {
  rest: 'the rest of the window',
  day: 'the same time a day before',
  week: 'the same time a week before',
}

/** A row of the two distributions along the axis of latency, from 0 to 1; heights are of the highest of both. */
export interface DifferenceBar {
  key: number
  left: number
  width: number
  selection: number
  reference: number
  title: string
}

export interface DrawnDifference {
  axis: LogAxis
  bars: DifferenceBar[]
}

/** Per part of the axis, so that a wide bucket does not look fuller than the narrow ones beside it. */
const densityOf = (share: number, width: number): number => (width > 0 ? share / width : 0)

/** Null where a side has no observations. */
export const drawDifference = (answer: LatencyDistributionAnswer): DrawnDifference | null => {
  const { edgesMs, selection, reference } = answer
  const [lowest, highest] = [edgesMs[0], edgesMs.at(-1)]
  if (selection.total === null || reference.total === null || lowest === undefined || highest === undefined)
    return null
  const isHeld = (row: number) => (selection.shares[row] ?? 0) + (reference.shares[row] ?? 0) > 0
  const axis = createAxis({
    lowMs: lowest,
    highMs: highest,
    isBelow: isHeld(0),
    isAbove: isHeld(edgesMs.length),
  })
  const rows = Array.from({ length: edgesMs.length + 1 }, (_, row) => {
    const [low, high] = [edgesMs[row - 1] ?? null, edgesMs[row] ?? null]
    const left = low === null ? 0 : shareOfMs(axis, low)
    const width = (high === null ? 1 : shareOfMs(axis, high)) - left
    const [mine, theirs] = [selection.shares[row] ?? 0, reference.shares[row] ?? 0]
    return { row, low, high, left, width, mine, theirs }
  }).filter(({ mine, theirs }) => mine + theirs > 0)
  const most = rows.reduce(
    (top, { mine, theirs, width }) => Math.max(top, densityOf(mine, width), densityOf(theirs, width)),
    0,
  )
  return {
    axis,
    bars: rows.map(({ row, low, high, left, width, mine, theirs }) => ({
      key: row,
      left,
      width,
      selection: densityOf(mine, width) / most,
      reference: densityOf(theirs, width) / most,
      title: `${rangeOf(low, high)}: ${percent(mine)} of the selection, ${percent(theirs)} of the reference`,
    })),
  }
}

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 2 : 1)} %`

const rangeOf = (low: number | null, high: number | null): string => {
  if (high === null) return low === null ? 'any latency' : `above ${formatLatency(low)}`
  return `${low === null ? '0' : formatLatency(low)} to ${formatLatency(high)}`
}

export interface QuantileRow {
  title: string
  selection: string
  reference: string
  /** By how much more or less than the reference it is; null where buckets cannot tell, or a side has none. */
  factor: string | null
}

const factorText = (factor: number): string => {
  const size = factor < 1 ? 1 / factor : factor
  return `${factor < 1 ? '÷' : '×'} ${size < 10 ? size.toFixed(2) : size.toFixed(0)}`
}

const middleOf = (bounded: Bounded | null): number | null =>
  bounded === null || bounded.value === null || bounded.value === 0 ? null : bounded.value

export const compareQuantiles = ({ quantiles }: LatencyDistributionAnswer): QuantileRow[] =>
  quantiles.map(({ quantile, selection, reference }) => {
    const [mine, theirs] = [middleOf(selection), middleOf(reference)]
    return {
      title: quantileTitle(quantile),
      selection: selection === null ? '–' : formatBounded(selection),
      reference: reference === null ? '–' : formatBounded(reference),
      factor: mine === null || theirs === null ? null : factorText(mine / theirs),
    }
  })

/** What the selection is, and how much of it lies between the latencies that were brushed. */
export const describeSelection = (answer: LatencyDistributionAnswer, zone: Zone): string => {
  const { selection, reference } = answer
  const spans = selection.windows.map((window) => formatRange(window, zone)).join(' and ')
  const counts = `${countOf(selection)} in the selection (${spans}), ${countOf(reference)} in the reference.`
  if (selection.inside === null) return counts
  const theirs =
    reference.inside === null ? '' : ` and ${formatBoundedShare(reference.inside)} of the reference`
  return `${counts} Of the selected latencies are ${formatBoundedShare(selection.inside)} of the selection${theirs}.`
}

const countOf = ({ total }: LatencyDistribution): string =>
  total === null ? 'no observations' : `${formatCount(total.count)} observations`
