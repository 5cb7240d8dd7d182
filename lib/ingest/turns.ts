/** Work that is done step by step, so that nobody waits long for it. */
export interface Turns {
  /** Calls the step again and again until it answers true. */
  work(step: () => boolean): Promise<void>
}

interface Job {
  step: () => boolean
  resolve: () => void
  reject: (error: unknown) => void
}

/** One step between two looks at the sockets, whoever's it is; those who have work take turns. */
export function createTurns(): Turns {
  const jobs: Job[] = []

  const takeTurn = (): void => {
    const job = jobs.shift()
    if (job === undefined) return
    try {
      if (job.step()) job.resolve()
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
