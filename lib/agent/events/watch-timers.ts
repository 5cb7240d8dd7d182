import { printScheduleFact } from '@/lib/core/schedule/schedule-fact'
import type { AgentEvent } from '../agent-event'
import type { ListTimers, Timer } from './timers'
import { OLDEST_TOLD_MS, type Watcher, type WatcherParts } from './watcher'

const EVERY_MS = 300_000
/** One that takes longer is told as a moment. */
const LONGEST_WAIT_MS = 6 * 3_600_000

export interface ScheduleWatcher extends Watcher {
  /** When each is to run, as facts. */
  facts(): [string, string][]
}

const runEvent = (timer: Timer, startMs: number): AgentEvent => {
  const { unit, schedule, isPersistent, lastEndMs, nextRunMs } = timer
  const endMs = lastEndMs !== null && lastEndMs >= startMs ? lastEndMs : null
  return {
    startMs,
    endMs,
    source: 'systemd',
    kind: 'timer-run',
    name: unit,
    text: `${unit} ran, set to ${schedule.when}`,
    attributes: {
      schedule: schedule.when,
      zone: schedule.zone,
      'jitter seconds': schedule.jitterMs / 1000,
      persistent: isPersistent,
      'next run': nextRunMs === null ? null : new Date(nextRunMs).toISOString(),
      'duration seconds': endMs === null ? null : (endMs - startMs) / 1000,
    },
  }
}

/** Tells each run of a timer once it is over, and what is set as facts. */
export const watchTimers = (
  { memory, tell }: WatcherParts,
  list: ListTimers,
  knowsEnds: boolean,
): ScheduleWatcher => {
  let timers: Timer[] = []

  const mayStillRun = ({ lastEndMs }: Timer, startMs: number, nowMs: number): boolean =>
    knowsEnds && (lastEndMs === null || lastEndMs < startMs) && nowMs - startMs < LONGEST_WAIT_MS

  const eventsOf = (timer: Timer, nowMs: number): AgentEvent[] => {
    const { unit, lastRunMs } = timer
    if (lastRunMs === null || lastRunMs < nowMs - OLDEST_TOLD_MS || mayStillRun(timer, lastRunMs, nowMs))
      return []
    const name = `timer.${unit}`
    if (memory.get(name) === String(lastRunMs)) return []
    memory.set(name, String(lastRunMs))
    return [runEvent(timer, lastRunMs)]
  }

  const look = async (nowMs: number): Promise<AgentEvent[]> => {
    const listed = await list(nowMs)
    if (listed === null) tell('systemctl show')
    timers = listed ?? timers
    return timers.flatMap((timer) => eventsOf(timer, nowMs))
  }

  const facts = (): [string, string][] =>
    timers.map(({ unit, schedule }) => [`timer{${unit.replace(/[{}]/g, '')}}`, printScheduleFact(schedule)])

  return { everyMs: EVERY_MS, look, facts }
}
