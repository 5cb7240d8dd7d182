import { firstMomentOf } from '@/lib/core/zoned-time'
import type { AgentEvent } from '../agent-event'
import { eventOfRun, PACKAGE_RUN_GAP_MS, toPackageRuns, type PackageRun } from '../parse/dpkg-log'
import { firstPlace, parsePlace, printPlace, readLog, type LogPart, type LogPlace } from './log-tail'
import { OLDEST_TOLD_MS, type Watcher, type WatcherParts } from './watcher'

const LOG = 'log/dpkg.log'
const PLACE = 'packages.place'

/** The last run of a log that still grows may go on, unless nothing more of it fits into a part. */
const endedRuns = (part: LogPart, nowMs: number): PackageRun[] => {
  const runs = toPackageRuns(part.text)
  const isOver = part.isEnded || part.isFull || nowMs - part.modifiedMs > PACKAGE_RUN_GAP_MS
  return isOver && (runs.length === 1 || !part.isFull) ? runs : runs.slice(0, -1)
}

/** Tells what dpkg did, a run at a time and when it is over. */
export const watchPackages = ({ files, memory, tell, zone }: WatcherParts): Watcher => {
  const toMoment = (clockMs: number): number => firstMomentOf(clockMs, zone.offsetAt)

  /** Null where nothing was written since. */
  const unreadPlace = (): LogPlace | null => {
    const state = files.stat('var', LOG)
    if (state === null) {
      tell('/var/log/dpkg.log')
      return null
    }
    const place = parsePlace(memory.get(PLACE)) ?? firstPlace(files, LOG, state)
    return place.inode === state.inode && place.offset === state.bytes ? null : place
  }

  const look = (nowMs: number): AgentEvent[] => {
    const place = unreadPlace()
    if (place === null) return []
    return readLog(files, LOG, place).flatMap((part) => {
      const runs = endedRuns(part, nowMs)
      const bytes = runs.reduce((sum, run) => sum + run.bytes, 0)
      memory.set(PLACE, printPlace({ inode: part.inode, offset: part.offset + bytes }))
      const events = runs.flatMap((run) => eventOfRun(run, toMoment) ?? [])
      return events.filter(({ startMs }) => startMs >= nowMs - OLDEST_TOLD_MS)
    })
  }

  return { everyMs: 30_000, look }
}
