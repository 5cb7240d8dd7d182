import { AsyncLocalStorage } from 'node:async_hooks'

/** What an answer's time goes to; all that is nothing else is `compute`. An analysis in another thread is waited for. */
const STAGES = ['wait', 'read', 'decode', 'compute', 'serialize', 'compress'] as const
type Stage = (typeof STAGES)[number]

/** Time by stage; a stage within another does not count for the other. */
class Stopwatch {
  private readonly spentMs = new Map<Stage, number>()
  private sinceMs = performance.now()
  private stage: Stage = 'compute'

  /** Answers the stage before. */
  enter(stage: Stage): Stage {
    const before = this.stage
    const nowMs = performance.now()
    this.spentMs.set(before, (this.spentMs.get(before) ?? 0) + nowMs - this.sinceMs)
    this.sinceMs = nowMs
    this.stage = stage
    return before
  }

  /** Time of another thread, for which this one waited. */
  move(stage: Stage, ms: number): void {
    this.spentMs.set(stage, (this.spentMs.get(stage) ?? 0) + ms)
    this.spentMs.set('wait', (this.spentMs.get('wait') ?? 0) - ms)
  }

  spent(): [Stage, number][] {
    this.enter(this.stage)
    return STAGES.flatMap((stage) => {
      const ms = this.spentMs.get(stage)
      return ms === undefined ? [] : [[stage, Math.max(0, ms)]]
    })
  }

  /** As a `Server-Timing` header says it, in milliseconds. */
  toHeader(): string {
    const spent = this.spent()
    const totalMs = spent.reduce((sum, [, ms]) => sum + ms, 0)
    return [...spent, ['total', totalMs] as const]
      .map(([stage, ms]) => `${stage};dur=${ms.toFixed(2)}`)
      .join(', ')
  }
}

const current = new AsyncLocalStorage<Stopwatch>()

/** Measures the stages of `work`, wherever `timed` is called in it. */
export const withStopwatch = <Result>(work: (stopwatch: Stopwatch) => Promise<Result>): Promise<Result> => {
  const stopwatch = new Stopwatch()
  return current.run(stopwatch, () => work(stopwatch))
}

/** What another thread spent while it was waited for. */
export const addSpent = (name: string, ms: number): void => {
  const stage = STAGES.find((known) => known === name)
  if (stage !== undefined) current.getStore()?.move(stage, ms)
}

/** Counts the time of `work` for a stage of the answer that is being made; outside of one it only runs it. */
export function timed<Result>(stage: Stage, work: () => Promise<Result>): Promise<Result> {
  const stopwatch = current.getStore()
  if (stopwatch === undefined) return work()
  const before = stopwatch.enter(stage)
  return work().finally(() => stopwatch.enter(before))
}

export function timedSync<Result>(stage: Stage, work: () => Result): Result {
  const stopwatch = current.getStore()
  if (stopwatch === undefined) return work()
  const before = stopwatch.enter(stage)
  try {
    return work()
  } finally {
    stopwatch.enter(before)
  }
}
