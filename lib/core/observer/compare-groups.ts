import { tPValue, tQuantile95 } from './student-t'

/** One value of each node, of the nodes that are alike but for what is compared. */
export interface Stratum {
  changed: readonly number[]
  others: readonly number[]
}

/** How much higher the changed nodes are, with an interval that holds the truth in 95 % of such comparisons. */
export interface Estimate {
  estimate: number
  low: number
  high: number
  /** Nodes that were compared. */
  changed: number
  others: number
}

/** With the probability that chance alone makes so large a difference. */
export interface TestedEstimate extends Estimate {
  pValue: number
}

/** A group must have so many nodes, or its spread says too little. */
export const FEWEST_NODES = 3
/** Of an interval of 95 %. */
const CHANCE = 0.05
/** A spread needs two. */
const FEWEST_OF_STRATUM = 2

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** Of the mean: the variance of the values over their number. */
const squaredErrorOf = (values: readonly number[]): number => {
  const mean = meanOf(values)
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return squares / (values.length - 1) / values.length
}

/** Parts of a variance, and the degrees of freedom of each (Satterthwaite, 1946). */
const degreesOf = (parts: readonly { error: number; nodes: number }[]): number => {
  const whole = parts.reduce((sum, { error }) => sum + error, 0)
  return 1 / parts.reduce((sum, { error, nodes }) => sum + (error / whole) ** 2 / (nodes - 1), 0)
}

/** What can be compared: nodes of a stratum that has only one of a kind are left out. */
const comparableStrata = (strata: readonly Stratum[]): Stratum[] =>
  strata.filter(
    ({ changed, others }) => changed.length >= FEWEST_OF_STRATUM && others.length >= FEWEST_OF_STRATUM,
  )

const countOf = (strata: readonly Stratum[], pick: (stratum: Stratum) => readonly number[]): number =>
  strata.reduce((sum, stratum) => sum + pick(stratum).length, 0)

/**
 * Mean difference of two groups with Welch's interval (Welch, 1947), which lets each have a spread of its own. Nodes are
 * compared with their like: strata are weighed by their changed nodes, as poststratification does (Cochran, Sampling
 * Techniques, 5A.9). A node is one value, so however its samples hang together, the interval is clustered by node.
 * Null where a group is too small.
 */
export const compareGroups = (strata: readonly Stratum[]): TestedEstimate | null => {
  const comparable = comparableStrata(strata)
  const changed = countOf(comparable, (stratum) => stratum.changed)
  const others = countOf(comparable, (stratum) => stratum.others)
  if (changed < FEWEST_NODES || others < FEWEST_NODES) return null
  const weighed = comparable.map((stratum) => ({ ...stratum, weight: stratum.changed.length / changed }))
  const estimate = weighed.reduce(
    (sum, { weight, ...of }) => sum + weight * (meanOf(of.changed) - meanOf(of.others)),
    0,
  )
  const parts = weighed.flatMap(({ weight, ...of }) =>
    [of.changed, of.others].map((values) => ({
      error: weight ** 2 * squaredErrorOf(values),
      nodes: values.length,
    })),
  )
  const error = Math.sqrt(parts.reduce((sum, part) => sum + part.error, 0))
  if (error === 0)
    return { estimate, low: estimate, high: estimate, pValue: estimate === 0 ? 1 : 0, changed, others }
  const degrees = degreesOf(parts)
  const reach = tQuantile95(degrees) * error
  const pValue = tPValue(estimate / error, degrees)
  return { estimate, low: estimate - reach, high: estimate + reach, pValue, changed, others }
}

/** Whether chance alone would hardly make such a difference. */
export const isSignificant = ({ low, high }: Pick<Estimate, 'low' | 'high'>): boolean => low > 0 || high < 0

/** The same for the one that is picked of so many comparisons (Bonferroni, 1936). */
export const isSignificantOf = (
  found: Pick<TestedEstimate, 'low' | 'high' | 'pValue'>,
  comparisons: number,
): boolean => isSignificant(found) && found.pValue * comparisons < CHANCE
