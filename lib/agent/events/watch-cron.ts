import { printScheduleFact } from '@/lib/core/schedule/schedule-fact'
import { firstMomentOf } from '@/lib/core/zoned-time'
import type { AgentEvent } from '../agent-event'
import { cronStartsOf, type CronStart } from '../parse/cron-log'
import { linesOf } from '../parse/lines'
import { readCronEntries, type NamedCronEntry } from './cron-entries'
import { parsePlace, printPlace, readLog } from './log-tail'
import { nextOfCron } from './next-of-schedule'
import type { ScheduleWatcher } from './watch-timers'
import type { WatcherParts } from './watcher'

const PLACE = 'cron.place'
const LOGS = ['log/cron.log', 'log/cron', 'log/syslog'] as const
const ENTRIES_EVERY_MS = 300_000
/** What runs oftener explains nothing, and its runs would hide all others. */
const LEAST_PERIOD_MS = 30 * 60_000

/** Tells what cron ran, of the entries that it can name, and what is set as facts. */
export const watchCron = ({ files, memory, tell, zone }: WatcherParts): ScheduleWatcher => {
  let entries: NamedCronEntry[] = []
  let entriesMs = -Infinity

  const readEntries = (nowMs: number): void => {
    if (Math.abs(nowMs - entriesMs) < ENTRIES_EVERY_MS) return
    entries = readCronEntries(files)
    entriesMs = nowMs
  }

  const zoneOf = (entry: NamedCronEntry): string => entry.zone ?? zone.name

  const runEvent = (start: CronStart, entry: NamedCronEntry): AgentEvent[] => {
    const { time } = start
    const startMs = 'momentMs' in time ? time.momentMs : firstMomentOf(time.clockMs, zone.offsetAt)
    const nextRunMs = nextOfCron(entry.when, zoneOf(entry), startMs)
    if (nextRunMs !== null && nextRunMs - startMs < LEAST_PERIOD_MS) return []
    return [
      {
        startMs,
        endMs: null,
        source: 'cron',
        kind: 'cron-run',
        name: entry.name,
        text: entry.command,
        attributes: {
          schedule: entry.when,
          zone: zoneOf(entry),
          'jitter seconds': 0,
          user: entry.user,
          'next run': nextRunMs === null ? null : new Date(nextRunMs).toISOString(),
        },
      },
    ]
  }

  const eventsOf = (start: CronStart): AgentEvent[] => {
    const entry = entries.find(({ command, user }) => command === start.command && user === start.user)
    return entry === undefined ? [] : runEvent(start, entry)
  }

  const look = (nowMs: number): AgentEvent[] => {
    readEntries(nowMs)
    const log = LOGS.find((path) => files.stat('var', path) !== null)
    const state = log === undefined ? null : files.stat('var', log)
    if (log === undefined || state === null) {
      tell('/var/log/cron.log and /var/log/syslog')
      return []
    }
    const place = parsePlace(memory.get(PLACE)) ?? { inode: state.inode, offset: state.bytes }
    memory.set(PLACE, printPlace(place))
    if (place.inode === state.inode && place.offset === state.bytes) return []
    return readLog(files, log, place).flatMap((part) => {
      memory.set(PLACE, printPlace({ inode: part.inode, offset: part.offset + part.text.length }))
      const lines = linesOf(Buffer.from(part.text, 'latin1').toString('utf8'))
      return cronStartsOf(lines, nowMs).flatMap(eventsOf)
    })
  }

  const facts = (): [string, string][] =>
    entries.map((entry) => [
      `cron{${entry.name}}`,
      printScheduleFact({ when: entry.when, zone: zoneOf(entry), jitterMs: 0 }),
    ])

  return { everyMs: 60_000, look, facts }
}
