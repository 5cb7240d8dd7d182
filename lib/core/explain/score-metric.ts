import { DeviationMeter, NO_DEVIATION, type Deviation } from './deviation'
import { presenceOf } from './presence'
import { SeriesReference } from './series-reference'
import { valuesPerRow, type MetricSpans, type SpanTimes } from './spans'

/** By row; what falls where only rises are bad is zero. */
export interface MetricScores {
  peak: Float64Array
  held: Float64Array
  /** 1 rose, -1 fell. */
  sign: Int8Array
  peakStep: Int32Array
  /** Index = row * spans + span: each span measured as if it were the one to explain. */
  spans: Float64Array
  /** -1, or the step of the window since which the series is gone. */
  goneSince: Int32Array
  isNew: Uint8Array
}

/** A series that is gone counts as one that deviates by this much. */
export const VANISHED_EVIDENCE = 6

/** Good news is told last: traffic that stopped is worth a look, errors that ended are not. */
const FALL_WEIGHT = { utilization: 0.5, saturation: 0, errors: 0 } as const

/** Every series of a metric against its own past. */
export class MetricScorer {
  private readonly reference: SeriesReference
  private readonly meter: DeviationMeter

  constructor(private readonly times: SpanTimes) {
    this.reference = new SeriesReference(times)
    this.meter = new DeviationMeter(times)
  }

  score(spans: MetricSpans): MetricScores {
    const rows = spans.rows.length
    const scores: MetricScores = {
      peak: new Float64Array(rows),
      held: new Float64Array(rows),
      sign: new Int8Array(rows).fill(1),
      peakStep: new Int32Array(rows),
      spans: new Float64Array(rows * this.times.startsMs.length),
      goneSince: new Int32Array(rows).fill(-1),
      isNew: new Uint8Array(rows),
    }
    for (let row = 0; row < rows; row += 1) this.scoreRow(spans, row, scores)
    return scores
  }

  private scoreRow(spans: MetricSpans, row: number, scores: MetricScores): void {
    const first = row * valuesPerRow(this.times)
    const { goneSinceStep, isNew } = presenceOf(spans.values, first, this.times)
    if (goneSinceStep !== null) {
      const share = 1 - goneSinceStep / this.times.windowSteps
      scores.goneSince[row] = goneSinceStep
      scores.peak[row] = scores.held[row] = VANISHED_EVIDENCE * Math.sqrt(share)
      scores.peakStep[row] = goneSinceStep
      return
    }
    scores.isNew[row] = Number(isNew)
    if (isNew) this.scoreNew(spans, row, scores)
    else this.scoreKnown(spans, row, first, scores)
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

  private scoreKnown(spans: MetricSpans, row: number, first: number, scores: MetricScores): void {
    this.reference.read(spans.values, first)
    if (!this.reference.isMoving) return
    const count = this.times.startsMs.length
    for (let span = count - 1; span >= 0; span -= 1) {
      const { deviation, sign } = this.measure(spans, first, span)
      scores.spans[row * count + span] = deviation.peak
      if (span > 0) continue
      scores.peak[row] = deviation.peak
      scores.held[row] = deviation.held
      scores.peakStep[row] = deviation.peakStep
      scores.sign[row] = sign
    }
  }

  private measure({ metric, values }: MetricSpans, first: number, span: number): Signed {
    const bad = metric.badDirection === -1 ? -1 : 1
    const worse = this.meter.measure(values, first, span, this.reference, metric, bad)
    const weight = metric.badDirection === 0 ? 1 : FALL_WEIGHT[metric.aspect]
    if (weight === 0) return { deviation: worse, sign: bad }
    const better = this.meter.measure(values, first, span, this.reference, metric, bad === 1 ? -1 : 1)
    if (better.peak * weight <= worse.peak) return { deviation: worse, sign: bad }
    const deviation = { ...better, peak: better.peak * weight, held: better.held * weight }
    return { deviation: deviation.peak > 0 ? deviation : NO_DEVIATION, sign: bad === 1 ? -1 : 1 }
  }
}

interface Signed {
  deviation: Deviation
  sign: 1 | -1
}
