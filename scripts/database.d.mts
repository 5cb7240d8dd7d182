/** How long something runs, as whoever started it tells: when it ends, and what must stop then. */
export interface Lifetime {
  signal: AbortSignal
  readonly isEnding: boolean
  onEnd(stop: () => Promise<void> | void): unknown
}

export interface KeptPostgres {
  url: string
  port: number
  attached: boolean
  /** Of the postmaster that runs now, or ran last. */
  pid(): number
}

export function keepPostgres(options: {
  dataDir: string
  lifetime: Lifetime
  tell?: (words: string) => unknown
}): Promise<KeptPostgres>
