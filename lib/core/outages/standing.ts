/** So many values of the day before have to be there. */
const LEAST_VALUES = 24
/** How far back the last value before an onset may lie. */
const NEAR_STEPS = 3

/**
 * Which part of the day before lay below the last value before a step, from 0 to 1; null where too little was measured.
 * NaN is not measured.
 */
export const standingBefore = (values: Float32Array, step: number, daySteps: number): number | null => {
  const now = lastBefore(values, step)
  if (now === null) return null
  let [below, equal, count] = [0, 0, 0]
  for (let at = Math.max(0, now - daySteps); at < now; at += 1) {
    const value = values[at] ?? NaN
    if (Number.isNaN(value)) continue
    count += 1
    if (value < (values[now] ?? NaN)) below += 1
    else if (value === values[now]) equal += 1
  }
  return count < LEAST_VALUES ? null : (below + equal / 2) / count
}

const lastBefore = (values: Float32Array, step: number): number | null => {
  for (let at = Math.min(step, values.length) - 1; at >= Math.max(0, step - NEAR_STEPS); at -= 1)
    if (!Number.isNaN(values[at] ?? NaN)) return at
  return null
}
