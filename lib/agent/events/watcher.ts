import type { OffsetAt } from '@/lib/core/zoned-time'
import type { AgentEvent } from '../agent-event'
import type { SystemFiles } from '../system-files'
import type { EventMemory } from './event-memory'

/** Looks for one sort of event, now and then. */
export interface Watcher {
  everyMs: number
  look(nowMs: number): AgentEvent[] | Promise<AgentEvent[]>
}

export interface WatcherParts {
  files: SystemFiles
  memory: EventMemory
  /** Says what cannot be read, once. */
  tell(path: string): void
  zone: MachineZone
}

/** The zone of the machine's clock, in which its logs and timers are written. */
export interface MachineZone {
  name: string
  offsetAt: OffsetAt
}

/** What is older was told before, or helps nobody any more. */
export const OLDEST_TOLD_MS = 30 * 86_400_000
