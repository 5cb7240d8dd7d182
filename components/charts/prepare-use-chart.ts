import { niceCeiling } from './nice-ceiling'
import { scaleTop } from './prepare-scale'
import type { SeriesLine } from '@/lib/contract/series'

export interface ChartPoint {
  /** The middle of the step. */
  atMs: number
  mean: number | null
  /** Lowest and highest sample of the step. */
  band: [number, number] | null
  /** Between two gaps, where no line can be drawn. */
  isLone: boolean
  /** The mean of the same step of the window compared with. */
  earlier: number | null
}

interface ChartThreshold {
  verdict: 'warn' | 'bad'
  value: number
}

export interface UseChart {
  points: ChartPoint[]
  yMax: number
  /** Those that fit on the axis; others would flatten the line. */
  thresholds: ChartThreshold[]
  /** Steps without a value, those that are still awaited left out. */
  gapSteps: number
}

interface ChartInput {
  line: Pick<SeriesLine, 'mean' | 'min' | 'max'>
  /** Of the window compared with, in the same steps. */
  earlier?: Pick<SeriesLine, 'mean'> | undefined
  startMs: number
  stepMs: number
  unit: SeriesLine['unit']
  warn: number | null
  bad: number | null
  /** Steps that had not ended by then, or only just, are awaited rather than missing. */
  asOfMs: number
}

const at = (values: readonly (number | null)[], index: number): number | null => values[index] ?? null

const toPoint = ({ line, earlier, startMs, stepMs }: ChartInput, index: number): ChartPoint => {
  const mean = at(line.mean, index)
  const min = at(line.min, index)
  const max = at(line.max, index)
  return {
    atMs: startMs + (index + 0.5) * stepMs,
    mean,
    band: min === null || max === null ? null : [min, max],
    isLone: mean !== null && at(line.mean, index - 1) === null && at(line.mean, index + 1) === null,
    earlier: at(earlier?.mean ?? [], index),
  }
}

/** A threshold is worth its room on the axis from a third of it upwards. */
const WORTH_SHOWING = 1 / 3

const thresholdsOf = ({ warn, bad }: ChartInput, highest: number): ChartThreshold[] => {
  const all: ChartThreshold[] = []
  if (warn !== null) all.push({ verdict: 'warn', value: warn })
  if (bad !== null) all.push({ verdict: 'bad', value: bad })
  return all.filter(({ value }) => value > 0 && highest >= value * WORTH_SHOWING)
}

/** A share is drawn on its whole scale, unless it is bad long before half of it. */
const ratioScale = ({ bad }: ChartInput, highest: number): number => {
  if (highest > 1) return niceCeiling(highest)
  return bad === null || bad >= 0.5 ? 1 : Math.min(1, niceCeiling(Math.max(highest, bad * 1.05)))
}

const countGaps = ({ startMs, stepMs, asOfMs }: ChartInput, points: readonly ChartPoint[]): number =>
  points.filter(({ mean }, index) => mean === null && startMs + (index + 2) * stepMs <= asOfMs).length

/** Gaps stay null: a line never runs through time in which nothing was measured. */
export const prepareUseChart = (input: ChartInput): UseChart => {
  const points = input.line.mean.map((_, index) => toPoint(input, index))
  const highest = points.reduce(
    (most, { band, mean, earlier }) => Math.max(most, band?.[1] ?? mean ?? 0, earlier ?? 0),
    0,
  )
  const ratioMax = input.unit === 'ratio' ? ratioScale(input, highest) : null
  const thresholds = thresholdsOf(input, ratioMax ?? highest)
  const top = thresholds.reduce((most, { value }) => Math.max(most, value * 1.05), highest)
  return {
    points,
    yMax: ratioMax ?? scaleTop(top, input.unit),
    thresholds,
    gapSteps: countGaps(input, points),
  }
}
