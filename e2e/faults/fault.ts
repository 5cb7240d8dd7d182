import type { Random } from './random'

/** One way in which things break, and what was promised for it. */
export interface Fault {
  /** For `--only`, in kebab-case. */
  name: string
  /** What is done to it, in words for the table. */
  done: string
  run(scene: Scene): Promise<void>
}

/** What a fault may use, and where it tells what it saw. */
export interface Scene {
  random: Random
  /** How often something is killed. */
  kills: number
  /** Its own, removed afterwards. */
  folder: string
  check(promised: string, held: boolean, seen: string): void
  /** Stopped in reverse order, whatever happens. */
  onEnd(stop: () => Promise<void> | void): void
}

/** This machine cannot make the fault. */
export class SkippedFault extends Error {
  override readonly name = 'SkippedFault'
}

export interface Finding {
  promised: string
  held: boolean
  seen: string
}

export interface FaultResult {
  name: string
  done: string
  findings: readonly Finding[]
  /** Why it was not made. */
  skipped: string | null
  tookMs: number
}
