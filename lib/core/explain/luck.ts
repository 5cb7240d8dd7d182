import { groupBy } from '../group-by'
import { KindOfMeasures } from './kind-of-measures'
import { Measure } from './measure'

/** Of which other windows tell how well the model of chance fits: those of bursts say nothing of what lasts for hours. */
export type MeasureKind = 'burst' | 'shift'

/** One way to measure all metrics: by metric the highest evidence by node-span. */
export interface HighestBy {
  kind: MeasureKind
  highest: readonly Float64Array[]
}

interface Highest {
  /** As what lies furthest out and what lasts. */
  measures: readonly HighestBy[]
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

/** What chance does to the metrics of a fleet, by several measures, and how far the window is beyond it. */
export class Luck {
  private readonly measures: readonly Measure[]
  private readonly kinds: readonly KindOfMeasures[]
  /** By metric the measures that the window stands out by. */
  private readonly tellers: readonly (readonly Measure[])[]
  private readonly hasPast: boolean

  constructor({ measures, isErrors, nodeCount, spanCount }: Highest) {
    const all = measures.map(({ kind, highest }) => ({
      kind,
      measure: new Measure(highest, isErrors, nodeCount),
    }))
    this.measures = all.map(({ measure }) => measure)
    this.hasPast = this.measures.some(({ hasPast }) => hasPast)
    this.kinds = [...groupBy(all, ({ kind }) => kind).values()].map(
      (ofKind) =>
        new KindOfMeasures(
          ofKind.map(({ measure }) => measure),
          { measureCount: all.length, metricCount: isErrors.length, spanCount },
        ),
    )
    this.tellers = isErrors.map((_, metric) => this.kinds.flatMap((kind) => kind.tellers(metric)))
  }

  /** In nats. */
  surprise(metric: number): number {
    return Math.max(0, ...this.kinds.map((kind) => kind.surprise(metric)))
  }

  /** Without a past whatever is unusual stands out. */
  isOutstanding(metric: number): boolean {
    return !this.hasPast || this.kinds.some((kind) => kind.isOutstanding(metric))
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
}
