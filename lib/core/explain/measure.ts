import { Chance, countAbove, NOISE_FLOOR, tailOfAll } from './chance'
import { heightsOf, ownOf, pastOf, type Heights } from './node-spans'

interface MeasuredMetric {
  heights: Heights
  today: Float64Array
  chance: Chance
  tailOfOthers: number
}

/** One way to measure all metrics of a fleet, as by what lies furthest out or by what lasts, and what chance does to it. */
export class Measure {
  /** Whether anything was measured in another window. */
  readonly hasPast: boolean
  private readonly metrics: readonly MeasuredMetric[]

  /** `highest` is of each metric, by node-span. Errors are rare and sudden, so their tails tell nothing of the others'. */
  constructor(highest: readonly Float64Array[], isErrors: readonly boolean[], nodeCount: number) {
    const all = highest.map((ofMetric) => {
      const heights = heightsOf(ofMetric, nodeCount)
      return { heights, past: pastOf(heights, 0) }
    })
    const tailOf = (errors: boolean) =>
      tailOfAll(all.flatMap(({ past }, at) => (isErrors[at] === errors ? past : [])))
    const [ofErrors, ofOthers] = [tailOf(true), tailOf(false)]
    this.hasPast = all.some(({ past }) => past.windows > 0)
    this.metrics = all.map(({ heights, past }, at) => {
      const tailOfOthers = isErrors[at] === true ? ofErrors : ofOthers
      return { heights, today: ownOf(heights, 0), chance: new Chance(past, tailOfOthers), tailOfOthers }
    })
  }

  /** In nats, as if this span were the one to explain. */
  surprise(metric: number, span: number): number {
    const measured = this.metrics[metric]
    if (measured === undefined) return 0
    const { heights, today, chance, tailOfOthers } = measured
    const own = span === 0 ? today : ownOf(heights, span)
    if (own.length === 0) return 0
    return (span === 0 ? chance : new Chance(pastOf(heights, span), tailOfOthers)).surpriseOf(own)
  }

  /** Which part of today's nodes that are as high chance explains. */
  shareByChance(metric: number, value: number): number {
    const measured = this.metrics[metric]
    if (measured === undefined || value <= NOISE_FLOOR) return 1
    const { today, chance } = measured
    return Math.min(1, chance.expectedAbove(value) / Math.max(1, countAbove(today, value)))
  }
}

/** Of a hundred windows in which nothing happens five may still stand out. */
const FALSE_ALARMS = 0.05
/** In nats, as if one more window had been looked at. */
const PRIOR_SURPRISE = 2
/** A window so many times as surprising as half of them are may hold an incident of its own, and counts as no more than that. */
const MOST_TIMES_MIDDLE = 2.5
const LEAST_CAP = 4

/**
 * From which surprise on the window itself stands out: it has to be beyond what the luckiest of all metrics shows, and
 * beyond what the other windows show, whose surprises say how well the model of chance fits this fleet (the predictive
 * distribution of their exponential tail).
 */
export const surpriseToStandOut = (metricCount: number, others: readonly number[]): number => {
  const luckiest = Math.log(Math.max(1, metricCount) / FALSE_ALARMS)
  if (others.length === 0) return luckiest
  const middle = others.toSorted((one, other) => one - other)[others.length >> 1] ?? 0
  const most = Math.max(LEAST_CAP, MOST_TIMES_MIDDLE * middle)
  const sum = others.reduce((all, own) => all + Math.min(own, most), PRIOR_SURPRISE)
  return Math.max(luckiest, sum * (FALSE_ALARMS ** (-1 / (others.length + 1)) - 1))
}
