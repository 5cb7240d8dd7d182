const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI)

/** Below it Stirling's series is not exact to the last digits. */
const SMALL = 32

const smallLogFactorials = Float64Array.from({ length: SMALL }, (_, n) => {
  let sum = 0
  for (let factor = 2; factor <= n; factor += 1) sum += Math.log(factor)
  return sum
})

/** ln n!, by Stirling's series for ln Γ(n + 1). */
const logFactorial = (n: number): number => {
  if (n < SMALL) return smallLogFactorials[n] ?? NaN
  const inverse = 1 / n
  const square = inverse * inverse
  const series = inverse * (1 / 12 - square * (1 / 360 - square / 1260))
  return (n + 0.5) * Math.log(n) - n + HALF_LOG_TWO_PI + series
}

export const logChoose = (n: number, k: number): number =>
  logFactorial(n) - logFactorial(k) - logFactorial(n - k)
