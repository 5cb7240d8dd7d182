const MOST_TERMS = 200
const NEGLIGIBLE = 1e-9

/** ln of the probability of at least `count` where `mean` are expected (Poisson); 0 where that is not more than expected. */
export const logPoissonTail = (mean: number, count: number): number => {
  if (count <= mean) return 0
  if (mean <= 0) return -Infinity
  let logFirst = -mean
  for (let at = 1; at <= count; at += 1) logFirst += Math.log(mean / at)
  let [sum, term] = [1, 1]
  for (let at = count + 1; at < count + MOST_TERMS; at += 1) {
    term *= mean / at
    sum += term
    if (term < NEGLIGIBLE * sum) break
  }
  return Math.min(0, logFirst + Math.log(sum))
}
