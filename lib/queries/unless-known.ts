import type { Snapshot } from '../store/snapshot'
import { wholeVersion } from '../store/store-state'

/** What every question is told besides its parameters. */
export interface QueryContext {
  nowMs: number
  /** Aborted when whoever asks is gone. */
  signal: AbortSignal
  /** Whether whoever asks, or this process, holds the answer of this version already. */
  isKnown: (version: string) => boolean
}

/** An answer says when it was made; so much older than that it is made again, though nothing has changed. */
const SAME_MOMENT_MS = 10_000

/** Of a node's age too. */
export const momentOf = (nowMs: number): number => Math.floor(nowMs / SAME_MOMENT_MS)

/** Null where the answer is known: it is the same while the blocks, nodes and all of `further` are. */
export const unlessKnown = async <Answer>(
  { nowMs, isKnown }: QueryContext,
  { state }: Snapshot,
  further: unknown,
  read: () => Promise<Answer>,
): Promise<Answer | null> => {
  const version = JSON.stringify([wholeVersion(state), further, momentOf(nowMs)])
  return isKnown(version) ? null : read()
}
