import type { Call } from './client'

/** A request that is bad in one way, or only looks it. */
export interface BadCase {
  what: string
  /** The request, of a node or service of the case's own, at a time. */
  call: (instance: string, nowMs: number) => Call
  status: number
  /** A word that the answer must hold. */
  reason: string
  /** How many of its samples, histograms, events or profiles must be kept. */
  kept: number
}
