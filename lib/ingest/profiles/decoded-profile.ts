import type { Moments } from '@/lib/core/profiles/moments'
import type { StackTree } from '@/lib/core/profiles/stack-tree'

export type ProfileFormat = 'folded' | 'perf script' | 'pprof'

/** A part of a profile that was not taken, by the line or sample of the body. */
export interface PartRefusal {
  index: number
  reason: string
}

export interface DecodedProfile {
  format: ProfileFormat
  /** What is counted, such as `samples` or `cpu`, and in what, such as `count` or `nanoseconds`. */
  type: string
  unit: string
  tree: StackTree
  /** Null where the format does not tell when each sample was taken. */
  moments: Moments | null
  /** When it was begun, and how long it took; null where the format does not tell. */
  startMs: number | null
  lengthMs: number | null
  /** Stacks or samples that were taken. */
  accepted: number
  refused: number
  /** The first of them. */
  refusals: PartRefusal[]
  /** What else was left out, and how often. */
  notes: Record<string, number>
}

/** Work in steps of much less than a millisecond, with the answer at the end. */
export type Decoding = Generator<undefined, DecodedProfile>

export const PROFILE_LIMITS = { mostFrames: 200_000, mostNodes: 500_000 }
