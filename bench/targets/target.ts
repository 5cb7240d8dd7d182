/** A system that is measured. Each start has a data folder of its own. */
export interface Target {
  name: TargetName
  version: string
  start(place: TargetPlace): Promise<RunningTarget>
}

export const TARGET_NAMES = ['usescope', 'prometheus', 'victoria-metrics'] as const
export type TargetName = (typeof TARGET_NAMES)[number]

export interface TargetPlace {
  /** An empty folder, which the bench removes afterwards. */
  folder: string
}

export interface StoredPart {
  name: string
  bytes: number
}

export type Settled = 'read' | 'sealed'

export interface RunningTarget {
  url: string
  writeUrl: string
  /** The processes that everything of it descends from, by what they are. */
  processes: Readonly<Record<string, number>>
  /** Whether all that was acknowledged is `read`: shown on screens, or `sealed`: in its final place. */
  isSettled(how: Settled): Promise<boolean>
  /** How many samples it has taken since its start: none of what is measured may be lost on the way. */
  storedSamples(): Promise<number>
  /** Bytes of its write-ahead log so far; null if it has none. */
  walBytes(): Promise<number | null>
  /** What lies on disk once everything that can be merged is merged; the samples themselves come first. */
  atRest(): Promise<readonly StoredPart[]>
  stop(): Promise<void>
}
