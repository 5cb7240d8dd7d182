import { surpriseToStandOut, type Measure } from './measure'

interface Counts {
  /** Of all kinds. */
  measureCount: number
  metricCount: number
  spanCount: number
}

/** The median of surprises that are no more than chance, in nats. */
const MIDDLE_OF_CHANCE = Math.LN2

/** Measures that go by what the same other windows show. */
export class KindOfMeasures {
  /** By metric. */
  private readonly surprises: readonly number[]
  /** By metric the measures that the window stands out by. */
  private readonly telling: readonly (readonly Measure[])[]
  private readonly toStandOut: number

  constructor(
    private readonly measures: readonly Measure[],
    private readonly counts: Counts,
  ) {
    const { metricCount, spanCount } = counts
    const byMetric = Array.from({ length: metricCount }, (_, metric) => this.bySpan(metric))
    const bySpan = byMetric.map(({ surprises }) => surprises)
    this.surprises = bySpan.map(([now = 0]) => now)
    const others = Array.from({ length: Math.max(0, spanCount - 1) }, (_, back) =>
      bySpan.reduce((most, ofMetric) => Math.max(most, ofMetric[back + 1] ?? 0), 0),
    )
    this.toStandOut = surpriseToStandOut(metricCount, others)
    this.telling = byMetric.map(({ usual }, metric) =>
      this.measures.filter(
        (measure) => this.creditOf(measure.surprise(metric, 0)) / usual >= this.toStandOut,
      ),
    )
  }

  /** In nats. */
  surprise(metric: number): number {
    return this.surprises[metric] ?? 0
  }

  isOutstanding(metric: number): boolean {
    return this.surprise(metric) >= this.toStandOut
  }

  tellers(metric: number): readonly Measure[] {
    return this.telling[metric] ?? []
  }

  /** Of several measures the luckiest surprises by so much more. */
  private creditOf(surprise: number): number {
    return surprise - Math.log(this.counts.measureCount)
  }

  /** A metric whose nodes move together surprises all the time, so its surprises count for less. */
  private bySpan(metric: number): { surprises: number[]; usual: number } {
    const raw = Array.from({ length: this.counts.spanCount }, (_, span) =>
      this.measures.reduce(
        (most, measure) => Math.max(most, this.creditOf(measure.surprise(metric, span))),
        0,
      ),
    )
    const others = raw.slice(1).sort((one, other) => one - other)
    const usual = Math.max(1, (others[others.length >> 1] ?? 0) / MIDDLE_OF_CHANCE)
    return { surprises: raw.map((own) => own / usual), usual }
  }
}
