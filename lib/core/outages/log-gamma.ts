const COEFFICIENTS: readonly number[] = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]
const SHIFT = 7.5

/** ln Γ(x) for x > 0 by Lanczos' approximation; good to about 15 digits. */
export const logGamma = (x: number): number => {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const at = x - 1
  let sum = 0.99999999999980993
  COEFFICIENTS.forEach((coefficient, index) => {
    sum += coefficient / (at + index + 1)
  })
  const base = at + SHIFT
  return 0.5 * Math.log(2 * Math.PI) + (at + 0.5) * Math.log(base) - base + Math.log(sum)
}
