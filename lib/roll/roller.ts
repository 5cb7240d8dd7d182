import type { Store } from '@/lib/store/db'
import { GroupLocks } from '@/lib/store/group-locks'
import { forgetPartitions } from '@/lib/store/partitions'
import type { GroupLog } from '@/lib/store/rollers'
import { RollGroup } from './roll-group'
import type { GroupConfig, PassLimits, PassReport } from './roll-group'

export type RollerConfig = GroupConfig

export interface Clock {
  nowMs(): number
}

export interface TickReport extends PassReport {
  /** The oldest watermark of all groups this roller holds; null without groups. */
  asOfMs: number | null
  /** How many groups this roller holds. */
  groupsHeld: number
}

export interface Roller {
  /** One bounded pass over every group. After an error the groups it befell are read from the database again. */
  tick(): Promise<TickReport>
  /** The groups that this roller holds. */
  heldGroups(): number[]
  stop(): Promise<void>
}

export function createRoller(store: Store, config: RollerConfig, clock: Clock, limits?: PassLimits): Roller {
  const locks = new GroupLocks(store)
  const groups = new Map<number, RollGroup>()

  const passOver = async (
    { groupId, logSeq }: GroupLog,
    nowMs: number,
    share: number,
  ): Promise<PassReport | null> => {
    if (!locks.isHeld(groupId)) groups.delete(groupId)
    if (locks.heldCount >= share && !locks.isHeld(groupId)) return null
    if (!(await locks.hold(groupId))) return null
    const group = groups.get(groupId) ?? (await RollGroup.open(store, groupId, config, limits))
    groups.set(groupId, group)
    try {
      const report = await group.pass(logSeq, nowMs)
      if (report.bucketsSealed > 0 && group.isWorn) groups.delete(groupId)
      return report
    } catch (error) {
      groups.delete(groupId)
      forgetPartitions(store)
      throw error
    }
  }

  /** What another has come for is written by it from the log's position on, as after a kill. */
  const give = async (groupIds: readonly number[]): Promise<void> => {
    for (const groupId of groupIds) {
      groups.delete(groupId)
      await locks.give(groupId)
    }
  }

  const tick = async (): Promise<TickReport> => {
    // Taken before the log is looked at: what is committed afterwards belongs to the next watermark.
    const nowMs = clock.nowMs()
    const reports: PassReport[] = []
    const failures: unknown[] = []
    const { logs, share, heldAndWanted } = await locks.look()
    await give(locks.heldBeyond(share))
    await give(heldAndWanted)
    for (const log of logs) {
      try {
        const report = await passOver(log, nowMs, share)
        if (report) reports.push(report)
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw failures[0]
    return { ...sum(reports), asOfMs: oldestWatermark(groups.values()), groupsHeld: groups.size }
  }

  const stop = async () => {
    groups.clear()
    await locks.release()
  }

  return { tick, heldGroups: () => [...groups.keys()], stop }
}

function sum(reports: readonly PassReport[]): PassReport {
  const total = { samplesRead: 0, duplicates: 0, conflicts: 0, entriesRemaining: 0, bucketsSealed: 0 }
  for (const report of reports) {
    total.samplesRead += report.samplesRead
    total.duplicates += report.duplicates
    total.conflicts += report.conflicts
    total.entriesRemaining += report.entriesRemaining
    total.bucketsSealed += report.bucketsSealed
  }
  return total
}

function oldestWatermark(groups: Iterable<RollGroup>): number | null {
  const watermarks = [...groups].map((group) => group.watermarkMs)
  return watermarks.length === 0 ? null : Math.min(...watermarks)
}
