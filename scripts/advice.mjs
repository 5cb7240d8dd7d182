/** An expected failure: what happened, and what the person at the keyboard can do about it. */
export class AdvisedError extends Error {
  name = 'AdvisedError'
  constructor(problem, advice) {
    super(problem)
    this.advice = advice
  }
}

export const advise = (problem, advice) => new AdvisedError(problem, advice)

export function describeFailure(error) {
  if (error instanceof AdvisedError) return `${error.message}\n${error.advice}`
  return `${error.stack ?? error}\nThis was not expected. Please report it with the lines above.`
}
