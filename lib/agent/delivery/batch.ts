import { gzipSync } from 'node:zlib'
import type { Labels } from '@/lib/core/series'
import type { AgentEvent } from '../agent-event'
import type { AgentSeries } from '../agent-series'
import type { Facts } from '../facts/collect-facts'

export interface AgentNode {
  name: string
  cluster?: string
  labels?: Labels
}

/** What one tick measured. */
export interface Tick {
  timestampMs: number
  series: readonly AgentSeries[]
  /** Null where they were sent lately and have not changed since. */
  facts: Facts | null
}

/** What is sent, in the form that POST /api/v1/samples takes. */
export interface SamplesBody {
  node: AgentNode & { facts?: Facts }
  samples: { timestampMs: number; values: Record<string, never>; series: readonly AgentSeries[] }[]
}

/** Which of the server's endpoints takes it. */
export type BatchKind = 'samples' | 'events'

/** A compressed body that waits to be sent. */
export interface Batch {
  kind: BatchKind
  timestampMs: number
  body: Buffer
}

export const toSamplesBody = (node: AgentNode, { timestampMs, series, facts }: Tick): SamplesBody => ({
  node: facts === null ? node : { ...node, facts },
  samples: [{ timestampMs, values: {}, series }],
})

export const toBatch = (
  kind: BatchKind,
  body: SamplesBody | readonly AgentEvent[],
  timestampMs: number,
): Batch => ({ kind, timestampMs, body: gzipSync(JSON.stringify(body), { level: 1 }) })
