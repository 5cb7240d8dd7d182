import type { AgentSeries } from './agent-series'
import type { Clock } from './clock'
import type { AgentEvent } from './agent-event'
import { toSamplesBody, type AgentNode, type SamplesBody } from './delivery/batch'
import type { EventWatch } from './events/event-watch'
import type { Facts } from './facts/collect-facts'
import type { Log } from './log'
import { startTicker } from './ticker'

export interface AgentParts {
  node: AgentNode
  collect(): Promise<AgentSeries[]>
  /** Null when they are not due. */
  dueFacts(): Facts | null
  events: Pick<EventWatch, 'due' | 'remember'>
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

/** What is handed on must be safe when the call returns. */
export interface Receiver {
  samples(body: SamplesBody): void
  events(events: readonly AgentEvent[]): void
}

/** What was told is remembered only after it was handed on, so a process that is killed between tells it again. */
const tellEvents = async ({ events, clock }: AgentParts, receiver: Receiver): Promise<void> => {
  const due = await events.due(clock.nowMs())
  if (due.length > 0) receiver.events(due)
  events.remember()
}

/** Measures again and again and hands each body on, until stopped. */
export const startAgent = (parts: AgentParts, intervalMs: number, receiver: Receiver): Agent =>
  startTicker(parts.clock, intervalMs, async () => {
    try {
      receiver.samples(await measure(parts))
      await tellEvents(parts, receiver)
    } catch (error) {
      parts.log(`could not measure: ${error instanceof Error ? error.message : String(error)}`)
    }
  })
