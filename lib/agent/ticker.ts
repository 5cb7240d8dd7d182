import type { Clock } from './clock'

export interface Ticker {
  /** Resolves when a tick under way has ended. */
  stop(): Promise<void>
}

/** Time until the next multiple of the interval; a timer that fires early must not fire twice. */
export const untilNextTickMs = (nowMs: number, intervalMs: number): number => {
  const delayMs = intervalMs - (nowMs % intervalMs)
  return delayMs < intervalMs / 4 ? delayMs + intervalMs : delayMs
}

/** Ticks at once and then on multiples of the interval, never two at a time: a late tick is left out. */
export const startTicker = (clock: Clock, intervalMs: number, tick: () => Promise<void>): Ticker => {
  let isStopped = false
  let cancel: () => void = () => undefined

  const run = async (): Promise<void> => {
    await tick()
    if (isStopped) return
    cancel = clock.after(untilNextTickMs(clock.nowMs(), intervalMs), () => {
      running = run()
    })
  }

  let running = run()

  return {
    stop: async () => {
      isStopped = true
      cancel()
      await running
    },
  }
}
