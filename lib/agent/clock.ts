/** Time is handed in, so that waiting can be tested without waiting. */
export interface Clock {
  nowMs(): number
  /** Calls back once, unless the returned function is called before. */
  after(delayMs: number, callback: () => void): () => void
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs)
    return () => clearTimeout(timer)
  },
}
