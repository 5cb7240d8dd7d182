/** Steps from `from` to before `to`. */
export interface StepRun {
  from: number
  to: number
}

/** The newest run of steps that are inside; fewer than `pauseSteps` outside do not end it. Null where none is inside. */
export const newestRun = (
  stepCount: number,
  isInside: (step: number) => boolean,
  pauseSteps: number,
): StepRun | null => {
  let last = stepCount - 1
  while (last >= 0 && !isInside(last)) last -= 1
  if (last < 0) return null
  let from = last
  for (let step = last - 1; step >= 0 && from - step <= pauseSteps; step -= 1) if (isInside(step)) from = step
  return { from, to: last + 1 }
}
