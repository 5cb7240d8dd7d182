const STEPS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]

/** The end of a scale: the next number above that is easily halved. */
export const niceCeiling = (value: number): number => {
  if (value <= 0) return 1
  const magnitude = 10 ** Math.floor(Math.log10(value))
  const step = STEPS.find((factor) => factor * magnitude >= value * 0.9999) ?? 10
  return step * magnitude
}
