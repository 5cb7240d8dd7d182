import type { AgentEvent } from '../agent-event'
import { oomKillsOf, type OomKill } from '../parse/kernel-log'
import { toWhole } from '../parse/numbers'
import { bootTimeMs } from '../parse/stat'
import { readValue } from '../system-files'
import type { Watcher, WatcherParts } from './watcher'

const TOLD = 'oom.told'

/** How many were told of which boot, and the last record of the kernel's log that was looked at. */
interface Told {
  bootId: string
  count: number
  sequence: number
}

const parseTold = (text: string | null, bootId: string): Told => {
  const [, of, count, sequence] = /^(\S*) (\d+) (-?\d+)$/.exec(text ?? '') ?? []
  return of === bootId
    ? { bootId, count: Number(count), sequence: Number(sequence) }
    : { bootId, count: 0, sequence: -1 }
}

const killEvent = ({ sinceBootMs, pid, process, cgroup, text }: OomKill, bootMs: number): AgentEvent => ({
  startMs: bootMs + sinceBootMs,
  endMs: null,
  source: 'kernel',
  kind: 'oom-kill',
  name: process,
  text,
  attributes: { process, pid, cgroup },
})

const countEvent = (count: number, nowMs: number): AgentEvent => ({
  startMs: nowMs,
  endMs: null,
  source: 'kernel',
  kind: 'oom-kill',
  name: 'oom-kill',
  text: `the kernel killed ${String(count)} ${count === 1 ? 'process' : 'processes'} for memory; its log is not readable`,
  attributes: { count },
})

/** Tells whom the kernel killed for memory; its log is read only when its counter has grown. */
export const watchOom = ({ files, memory }: WatcherParts, readRecords: () => string[] | null): Watcher => {
  const look = (nowMs: number): AgentEvent[] => {
    const count = toWhole(/^oom_kill (\d+)$/m.exec(files.read('proc', 'vmstat') ?? '')?.[1])
    if (count === null) return []
    const bootId = readValue(files, 'proc', 'sys/kernel/random/boot_id') ?? ''
    const told = parseTold(memory.get(TOLD), bootId)
    if (count <= told.count) return []
    const bootMs = bootTimeMs(files.read('proc', 'stat') ?? '')
    const kills = oomKillsOf(readRecords() ?? []).filter(({ sequence }) => sequence > told.sequence)
    const sequence = kills.at(-1)?.sequence ?? told.sequence
    memory.set(TOLD, `${bootId} ${String(count)} ${String(sequence)}`)
    if (bootMs === null || kills.length === 0) return [countEvent(count - told.count, nowMs)]
    return kills.map((kill) => killEvent(kill, bootMs))
  }

  return { everyMs: 30_000, look }
}
