/**
 * The smallest share of false discoveries at which each p-value would still be one (Benjamini and Hochberg, 1995),
 * in the order of the p-values given.
 */
export const benjaminiHochberg = (pValues: readonly number[]): number[] => {
  const count = pValues.length
  const order = pValues.map((_, at) => at).sort((one, other) => (pValues[other] ?? 1) - (pValues[one] ?? 1))
  const qValues = new Array<number>(count).fill(1)
  let lowest = 1
  order.forEach((at, largerOnes) => {
    lowest = Math.min(lowest, (pValues[at] ?? 1) * (count / (count - largerOnes)))
    qValues[at] = lowest
  })
  return qValues
}
