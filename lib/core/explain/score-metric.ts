import { DeviationMeter, NO_DEVIATION, type Deviation } from './deviation'
import { presenceOf } from './presence'
import type { RecurringRow } from './recurring-rows'
import { SeriesReference } from './series-reference'
import { isLong } from './shift'
import { stepsOf, valuesPerRow, type MetricSpans, type SpanTimes } from './spans'

/** By row; what falls where only rises are bad is zero. */
export interface MetricScores {
  peak: Float64Array
  held: Float64Array
  /** 1 rose, -1 fell. */
  sign: Int8Array
  peakStep: Int32Array
  /** Index = row * spans + span: each span measured as if it were the one to explain; NaN where it was not. */
  spans: Float64Array
  /** The same by what lasts rather than by what lies furthest out. */
  lasting: Float64Array
  /** The same by how far most of it lies beyond the other spans, the bad way; empty of a window too short to tell. */
  shifts: Float64Array
  /** How far the mean of each span lies beyond what led up to it, the bad way. */
  rises: Float64Array
  /** Whether it does at this time of most days what its peers do not. */
  isBack: Uint8Array
  /** -1, or the step of the window since which the series is gone. */
  goneSince: Int32Array
  /** Whether there is a value in the window. */
  isThere: Uint8Array
  /** Whether there was none before it. */
  isNew: Uint8Array
}

/** A series that is gone for the whole window counts as one that deviates by this much, and so do errors that are new. */
const VANISHED_EVIDENCE = 6

/** Good news is told last: traffic that stopped is worth a look, errors that ended are not. */
const FALL_WEIGHT = { utilization: 0.5, saturation: 0, errors: 0 } as const

/** Every series of a metric against its own past. */
export class MetricScorer {
  private readonly reference: SeriesReference
  private readonly meter: DeviationMeter
  private readonly isLong: boolean

  constructor(private readonly times: SpanTimes) {
    this.reference = new SeriesReference(times)
    this.meter = new DeviationMeter(times)
    this.isLong = isLong(times)
  }

  score(spans: MetricSpans): MetricScores {
    const scores = emptyScores(spans.rows.length, this.times.startsMs.length, this.isLong)
    for (let row = 0; row < spans.rows.length; row += 1) {
      const { goneSinceStep, isNew, firstStep } = presenceOf(
        spans.values,
        row * valuesPerRow(this.times),
        this.times,
      )
      scores.goneSince[row] = goneSinceStep ?? -1
      scores.isThere[row] = Number(firstStep !== null)
      scores.isNew[row] = Number(isNew)
      this.forgetUnmeasured(spans, row, scores)
      if (isNew) this.scoreNew(spans, row, scores)
      else this.scoreKnown(spans, row, scores)
    }
    return scores
  }

  /** Of a series that comes back the days that have it are no baseline, as if nothing had been measured on them. */
  scoreWithout(spans: MetricSpans, { row, spans: left }: RecurringRow, scores: MetricScores): void {
    const { startsMs, leadSteps } = this.times
    const [length, steps] = [valuesPerRow(this.times), stepsOf(this.times)]
    const values = spans.values.slice(row * length, (row + 1) * length)
    for (const span of left) values.fill(NaN, span * steps + leadSteps, (span + 1) * steps)
    const own = { ...spans, rows: spans.rows.slice(row, row + 1), values }
    const alone = emptyScores(1, startsMs.length, this.isLong)
    this.forgetUnmeasured(own, 0, alone)
    this.scoreKnown(own, 0, alone, true)
    for (const measure of BY_SPAN) scores[measure].set(alone[measure], row * (alone[measure].length))
    scores.isBack[row] = 1
    for (const figure of OF_WINDOW) scores[figure][row] = alone[figure][0] ?? 0
  }

  /** Errors that were never counted before are compared with none. */
  private scoreNew({ metric, values }: MetricSpans, row: number, scores: MetricScores): void {
    if (metric.aspect !== 'errors') return
    const start = row * valuesPerRow(this.times) + this.times.leadSteps
    for (let step = 0; step < this.times.windowSteps; step += 1) {
      const evidence = Math.min(1, (values[start + step] ?? 0) / metric.scale) * VANISHED_EVIDENCE
      if (!(evidence > (scores.peak[row] ?? 0))) continue
      scores.peak[row] = scores.held[row] = evidence
      scores.peakStep[row] = step
    }
  }

  private scoreKnown(spans: MetricSpans, row: number, scores: MetricScores, isBack = false): void {
    const first = row * valuesPerRow(this.times)
    const bad = spans.metric.badDirection === -1 ? -1 : 1
    this.reference.read(spans.values, first, isBack ? bad : null)
    if (!this.reference.isMoving) return
    const count = this.times.startsMs.length
    for (let span = count - 1; span >= 0; span -= 1) {
      const { deviation, sign } = this.measure(spans, first, span, isBack)
      const at = row * count + span
      if (scores.spans[at] === 0) scores.spans[at] = deviation.peak
      if (scores.lasting[at] === 0) scores.lasting[at] = deviation.lasting
      scores.rises[at] = this.reference.riseOf(spans.values, first, span, bad)
      if (scores.shifts[at] === 0) scores.shifts[at] = bad * this.reference.shiftOf(spans.values, first, span)
      if (span > 0) continue
      scores.peak[row] = deviation.peak
      scores.held[row] = deviation.held
      scores.peakStep[row] = deviation.peakStep
      scores.sign[row] = sign
    }
  }

  private forgetUnmeasured({ values }: MetricSpans, row: number, scores: MetricScores): void {
    const { startsMs, leadSteps, windowSteps } = this.times
    startsMs.forEach((_, span) => {
      const start = row * valuesPerRow(this.times) + span * (leadSteps + windowSteps) + leadSteps
      for (let step = 0; step < windowSteps; step += 1) if (!Number.isNaN(values[start + step])) return
      scores.spans[row * startsMs.length + span] = NaN
      scores.lasting[row * startsMs.length + span] = NaN
      if (this.isLong) scores.shifts[row * startsMs.length + span] = NaN
    })
  }

  private measure({ metric, values }: MetricSpans, first: number, span: number, isBack: boolean): Signed {
    const bad = metric.badDirection === -1 ? -1 : 1
    const good = bad === 1 ? -1 : 1
    const worse = this.meter.measure(values, first, span, this.reference, metric, bad)
    const weight = metric.badDirection === 0 ? 1 : FALL_WEIGHT[metric.aspect]
    if (weight === 0 || isBack) return { deviation: worse, sign: bad }
    const better = this.meter.measure(values, first, span, this.reference, metric, good)
    if (better.peak * weight <= worse.peak) return { deviation: worse, sign: bad }
    const deviation = {
      ...better,
      peak: better.peak * weight,
      held: better.held * weight,
      lasting: better.lasting * weight,
    }
    return { deviation: deviation.peak > 0 ? deviation : NO_DEVIATION, sign: good }
  }
}

const BY_SPAN = ['spans', 'lasting', 'shifts', 'rises'] as const
const OF_WINDOW = ['peak', 'held', 'sign', 'peakStep'] as const

interface Signed {
  deviation: Deviation
  sign: 1 | -1
}

const emptyScores = (rows: number, spans: number, isLong: boolean): MetricScores => ({
  peak: new Float64Array(rows),
  held: new Float64Array(rows),
  sign: new Int8Array(rows).fill(1),
  peakStep: new Int32Array(rows),
  spans: new Float64Array(rows * spans),
  lasting: new Float64Array(rows * spans),
  shifts: new Float64Array(isLong ? rows * spans : 0),
  rises: new Float64Array(rows * spans),
  isBack: new Uint8Array(rows),
  goneSince: new Int32Array(rows).fill(-1),
  isThere: new Uint8Array(rows),
  isNew: new Uint8Array(rows),
})

/** Series that vanished while their node was still heard deviate by that; of a silent node it is told once. */
export const countVanished = (
  metrics: readonly MetricSpans[],
  scores: readonly MetricScores[],
  { windowSteps }: SpanTimes,
  silent: ReadonlySet<number>,
): void => {
  metrics.forEach(({ rows }, at) => {
    const ofMetric = scores[at]
    if (ofMetric === undefined) return
    rows.forEach(({ node }, row) => {
      const since = ofMetric.goneSince[row] ?? -1
      if (since < 0) return
      const evidence = VANISHED_EVIDENCE * Math.sqrt(1 - since / windowSteps)
      const isTold = !silent.has(node) && evidence > (ofMetric.peak[row] ?? 0)
      if (!isTold) ofMetric.goneSince[row] = -1
      if (!isTold) return
      ofMetric.peak[row] = ofMetric.held[row] = evidence
      ofMetric.peakStep[row] = since
    })
  })
}
