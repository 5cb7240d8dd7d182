import { benjaminiHochberg } from '../strata/benjamini-hochberg'
import { isBestOfAllShifts, strongestLag, type LaggedCorrelation } from './lagged'
import type { Residual } from './residual'
import { autocorrelationOf, effectiveCount, pValueOf } from './significance'

/** How a series moves with the target; the test says how often chance alone makes it look so. */
export interface Correlation extends LaggedCorrelation {
  effectiveCount: number
  pValue: number
}

const WORTH_A_LOOK = 0.05

/** Compares many series with one of them. */
export class Correlator {
  private readonly ownCorrelation: Float64Array

  constructor(
    private readonly target: Residual,
    private readonly mostLag: number,
  ) {
    this.ownCorrelation = autocorrelationOf(target)
  }

  /** Null where both were measured together too seldom. What chance explains easily is not looked at any closer. */
  compare(other: Residual): Correlation | null {
    const found = strongestLag(this.target, other, this.mostLag)
    if (found === null) return null
    const { coefficient, count } = found
    if (this.pValue(coefficient, count, count) > WORTH_A_LOOK)
      return { ...found, effectiveCount: count, pValue: 1 }
    const effective = effectiveCount(count, this.ownCorrelation, autocorrelationOf(other))
    const pValue = this.pValue(coefficient, effective, count)
    const isChance =
      pValue > WORTH_A_LOOK || !isBestOfAllShifts(this.target, other, this.mostLag, coefficient)
    return { ...found, effectiveCount: effective, pValue: isChance ? 1 : pValue }
  }

  private pValue(coefficient: number, effective: number, count: number): number {
    return pValueOf(coefficient, effective, count, 2 * this.mostLag + 1)
  }
}

export interface Discovery<Item> {
  item: Item
  qValue: number
}

export interface Demand {
  /** At most this share of those found is expected to be chance. */
  falseShare: number
  /** What is weaker says little, however sure it is. */
  leastStrength: number
}

/** Those that meet the demand, the strongest first. */
export const discoveriesOf = <Item extends { correlation: Correlation }>(
  compared: readonly Item[],
  { falseShare, leastStrength }: Demand,
): Discovery<Item>[] => {
  const qValues = benjaminiHochberg(compared.map(({ correlation }) => correlation.pValue))
  return compared
    .map((item, at) => ({ item, qValue: qValues[at] ?? 1 }))
    .filter(({ item, qValue }) => qValue <= falseShare && strengthOf(item) >= leastStrength)
    .sort((one, other) => strengthOf(other.item) - strengthOf(one.item))
}

const strengthOf = ({ correlation }: { correlation: Correlation }): number =>
  Math.abs(correlation.coefficient)
