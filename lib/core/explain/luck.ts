import { Measure, surpriseToStandOut } from './measure'

interface Highest {
  /** By measure, as what lies furthest out and what lasts, and by metric: the highest evidence by node-span. */
  measures: readonly (readonly Float64Array[])[]
  /** By metric. */
  isErrors: readonly boolean[]
  nodeCount: number
  spanCount: number
}

export interface Rarity {
  /** From 0, as other days, to 1. */
  rarity: number
  /** By which it is rarest. */
  measure: number
}

/** The median of surprises that are no more than chance, in nats. */
const MIDDLE_OF_CHANCE = Math.LN2

/** What chance does to the metrics of a fleet, by several measures, and how far the window is beyond it. */
export class Luck {
  private readonly measures: readonly Measure[]
  /** By metric. */
  private readonly surprises: readonly number[]
  /** By metric the measures that the window stands out by. */
  private readonly tellers: readonly (readonly Measure[])[]
  private readonly hasPast: boolean
  private readonly toStandOut: number

  constructor({ measures, isErrors, nodeCount, spanCount }: Highest) {
    this.measures = measures.map((highest) => new Measure(highest, isErrors, nodeCount))
    this.hasPast = this.measures.some(({ hasPast }) => hasPast)
    const byMetric = isErrors.map((_, metric) => this.bySpan(metric, spanCount))
    const bySpan = byMetric.map(({ surprises }) => surprises)
    this.surprises = bySpan.map(([now = 0]) => now)
    const others = Array.from({ length: Math.max(0, spanCount - 1) }, (_, back) =>
      bySpan.reduce((most, ofMetric) => Math.max(most, ofMetric[back + 1] ?? 0), 0),
    )
    this.toStandOut = surpriseToStandOut(isErrors.length, others)
    this.tellers = byMetric.map(({ usual }, metric) =>
      this.measures.filter((measure) => this.creditOf(measure.surprise(metric, 0)) / usual >= this.toStandOut),
    )
  }

  /** In nats. */
  surprise(metric: number): number {
    return this.surprises[metric] ?? 0
  }

  /** Without a past whatever is unusual stands out. */
  isOutstanding(metric: number): boolean {
    return !this.hasPast || this.surprise(metric) >= this.toStandOut
  }

  /** By `values` of each measure. What the window stands out by says who does. */
  rarity(metric: number, values: readonly number[]): Rarity {
    if (!this.hasPast) return { rarity: 1, measure: 0 }
    const tellers = this.tellers[metric] ?? []
    const shares = this.measures.map((measure, at) =>
      tellers.length === 0 || tellers.includes(measure) ? measure.shareByChance(metric, values[at] ?? 0) : 1,
    )
    const least = Math.min(1, ...shares)
    return { rarity: 1 - least, measure: Math.max(0, shares.indexOf(least)) }
  }

  /** Of several measures the luckiest surprises by so much more. */
  private creditOf(surprise: number): number {
    return surprise - Math.log(this.measures.length)
  }

  /** A metric whose nodes move together surprises all the time, so its surprises count for less. */
  private bySpan(metric: number, spanCount: number): { surprises: number[]; usual: number } {
    const raw = Array.from({ length: spanCount }, (_, span) =>
      this.measures.reduce((most, measure) => Math.max(most, this.creditOf(measure.surprise(metric, span))), 0),
    )
    const others = raw.slice(1).sort((one, other) => one - other)
    const usual = Math.max(1, (others[others.length >> 1] ?? 0) / MIDDLE_OF_CHANCE)
    return { surprises: raw.map((own) => own / usual), usual }
  }
}
