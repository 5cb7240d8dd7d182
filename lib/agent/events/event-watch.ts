import { readableEvent, type AgentEvent } from '../agent-event'
import type { AgentNode } from '../delivery/batch'
import type { Log } from '../log'
import type { SystemFiles } from '../system-files'
import type { EventMemory } from './event-memory'
import { readMachineZone } from './machine-zone'
import { readKernelLog } from './read-kernel-log'
import { listTimersOfFiles } from './timers-of-files'
import { listTimersOfSystemd, systemctlShow } from './timers-of-systemd'
import { watchCron } from './watch-cron'
import { watchMachine } from './watch-machine'
import { watchOom } from './watch-oom'
import { watchPackages } from './watch-packages'
import { watchTimers } from './watch-timers'
import type { Watcher, WatcherParts } from './watcher'

/** What happened on this machine since it was asked last. */
export interface EventWatch {
  due(nowMs: number): Promise<AgentEvent[]>
  /** Called when what was given is safe. */
  remember(): void
  /** Timers and cron entries, as facts. */
  facts(): [string, string][]
}

export interface EventWatchParts {
  files: SystemFiles
  memory: EventMemory
  node: AgentNode
  log: Log
  /** Whether the files are those of the machine that this runs on, so that it may be asked too. */
  isOwnMachine: boolean
}

const tellOnce = (log: Log): ((path: string) => void) => {
  const told = new Set<string>()
  return (path) => {
    if (told.has(path)) return
    told.add(path)
    log(`${path} cannot be read, so its events are not told`)
  }
}

/** Each watcher looks when its time has come; one that fails is told and looks again. */
const lookWhenDue = (watchers: readonly Watcher[], log: Log): ((nowMs: number) => Promise<AgentEvent[]>) => {
  const lookedMs = new Map<Watcher, number>()
  return async (nowMs) => {
    const events: AgentEvent[] = []
    for (const watcher of watchers) {
      if (Math.abs(nowMs - (lookedMs.get(watcher) ?? -Infinity)) < watcher.everyMs) continue
      lookedMs.set(watcher, nowMs)
      try {
        events.push(...(await watcher.look(nowMs)))
      } catch (error) {
        log(`could not look for events: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
    return events
  }
}

export const createEventWatch = ({ files, memory, node, log, isOwnMachine }: EventWatchParts): EventWatch => {
  const zone = readMachineZone(files)
  const parts: WatcherParts = { files, memory, tell: tellOnce(log), zone }
  const show = isOwnMachine ? systemctlShow() : null
  const list = show === null ? listTimersOfFiles(files, zone) : listTimersOfSystemd(show, zone)
  const schedules = [watchTimers(parts, list, show !== null), watchCron(parts)]
  const watchers = [
    watchMachine(parts),
    watchPackages(parts),
    watchOom(parts, isOwnMachine ? readKernelLog : () => null),
    ...schedules,
  ]
  const look = lookWhenDue(watchers, log)
  const of = { node: node.name, ...(node.cluster === undefined ? {} : { cluster: node.cluster }) }
  return {
    due: async (nowMs) => (await look(nowMs)).map((event) => ({ ...readableEvent(event), ...of })),
    remember: memory.save,
    facts: () => schedules.flatMap((watcher) => watcher.facts()),
  }
}
