/** Work that is done step by step, so that nobody waits long for it. */
export interface Turns {
  /** Calls the step, which takes much less than a millisecond, again and again until it answers true. */
  work(step: () => boolean): Promise<void>
}

interface Job {
  step: () => boolean
  resolve: () => void
  reject: (error: unknown) => void
}

/** So long at most nobody looks at the sockets, on a busy machine too. */
const TURN_MS = 1

/** Some steps of one between two looks at the sockets; those who have work take turns. */
export function createTurns(nowMs = () => performance.now()): Turns {
  const jobs: Job[] = []

  /** Answers whether the work is done. */
  const takeSteps = (step: () => boolean): boolean => {
    const untilMs = nowMs() + TURN_MS
    do if (step()) return true
    while (nowMs() < untilMs)
    return false
  }

  const takeTurn = (): void => {
    const job = jobs.shift()
    if (job === undefined) return
    try {
      if (takeSteps(job.step)) job.resolve()
      else jobs.push(job)
    } catch (error) {
      job.reject(error)
    }
    if (jobs.length > 0) setImmediate(takeTurn)
  }

  return {
    work: (step) =>
      new Promise((resolve, reject) => {
        if (jobs.length === 0) setImmediate(takeTurn)
        jobs.push({ step, resolve, reject })
      }),
  }
}
