import type { AgentSeries } from './agent-series'
import type { Clock } from './clock'
import { toSamplesBody, type AgentNode, type SamplesBody } from './delivery/batch'
import type { Facts } from './facts/collect-facts'
import type { Log } from './log'
import { startTicker } from './ticker'

export interface AgentParts {
  node: AgentNode
  collect(): Promise<AgentSeries[]>
  /** Null when they are not due. */
  dueFacts(): Facts | null
  clock: Clock
  log: Log
}

export interface Agent {
  stop(): Promise<void>
}

/** One look at the machine; the time is when the looking began. */
export const measure = async ({ node, collect, dueFacts, clock }: AgentParts): Promise<SamplesBody> => {
  const timestampMs = clock.nowMs()
  return toSamplesBody(node, { timestampMs, series: await collect(), facts: dueFacts() })
}

/** Measures again and again and hands each body on, until stopped. */
export const startAgent = (
  parts: AgentParts,
  intervalMs: number,
  handOn: (body: SamplesBody) => void,
): Agent =>
  startTicker(parts.clock, intervalMs, async () => {
    try {
      handOn(await measure(parts))
    } catch (error) {
      parts.log(`could not measure: ${error instanceof Error ? error.message : String(error)}`)
    }
  })
