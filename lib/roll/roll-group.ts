import { readChunks } from '@/lib/store/chunks'
import type { Store } from '@/lib/store/db'
import { LogRoom } from '@/lib/store/log-codec'
import { readGroupSeen } from '@/lib/store/node-seen'
import { readLogRows, toLogEntry } from '@/lib/store/read-log'
import type { LogEntry } from '@/lib/store/read-log'
import { keptFrom } from '@/lib/store/retention'
import type { RetentionConfig } from '@/lib/store/retention'
import { takeRollState } from '@/lib/store/roll-state'
import { compactGroup } from './compact-group'
import { GroupMemory } from './group-memory'
import { HotMinutes } from './hot-minutes'
import { sealGroup } from './seal-group'
import { DAY_MS, bucketOf, hourOf } from '@/lib/core/times'

export interface GroupConfig extends RetentionConfig {
  sealWaitMs: number
}

export interface PassLimits {
  /** Bounds the memory of a pass, whatever waits in the log. */
  samples: number
  /** Entries of which nothing is due are left in the log until there are so many. */
  entries: number
  /** Late samples are sealed together, because each seal rewrites the rows they touch. */
  late: number
  /** Fewer do not wait for the rest of their bucket. */
  fewLate: number
  /** So many are sealed even if more of their bucket is to come. */
  mostLate: number
}

const LIMITS: PassLimits = {
  samples: 1_500_000,
  entries: 500,
  late: 1_000_000,
  fewLate: 100_000,
  mostLate: 3_000_000,
}

const LATE_WAIT_MS = 5000
const LONGEST_LATE_WAIT_MS = 12_000

/** A flush writes the whole minute anew, so that of a large group waits for more than one sample of each node. */
const FLUSH_WAIT_PER_NODE_MS = 200
const LONGEST_FLUSH_WAIT_MS = 8000

/** Late samples scatter chunks again and again; looking for them costs more than they do. */
const COMPACT_PAUSE_MS = 60_000
const LONGEST_SCATTER_MS = 10 * 60_000

export interface PassReport {
  samplesRead: number
  duplicates: number
  conflicts: number
  entriesRemaining: number
  bucketsSealed: number
}

const NOTHING_DUE: PassReport = {
  samplesRead: 0,
  duplicates: 0,
  conflicts: 0,
  entriesRemaining: 0,
  bucketsSealed: 0,
}

/** One node group under this roller's lock. An error leaves it useless: open it again. */
export class RollGroup {
  private readonly hot = new HotMinutes()
  private readonly room = new LogRoom()
  private asOfMs: number
  private passedMs = -Infinity
  private nextFlushMs = -Infinity
  private mayCompact = true
  private nextCompactMs = -Infinity
  private joinedHourMs = -Infinity
  private lateSealMs = -Infinity
  /** When scattered hours are joined even if late samples still come. */
  private hoursDueMs = -Infinity

  private constructor(
    private readonly store: Store,
    private readonly memory: GroupMemory,
    private readonly config: GroupConfig,
    private readonly limits: PassLimits,
  ) {
    this.asOfMs = memory.state.asOfMs
  }

  static async open(
    store: Store,
    groupId: number,
    config: GroupConfig,
    limits: PassLimits = LIMITS,
  ): Promise<RollGroup> {
    const state = await takeRollState(store, groupId)
    const done = { seq: state.consumed, beforeMs: state.sealedUntilMs }
    const memory = new GroupMemory(groupId, state, await readGroupSeen(store, groupId), done)
    const range = { fromMs: memory.liveFromMs, toMs: memory.sealedUntilMs }
    const sealed = await readChunks(store, groupId, range)
    await memory.catalog.learn(store, sealed.keys())
    for (const [seriesId, column] of sealed) {
      const series = memory.catalog.numberOf(seriesId)
      if (series >= 0) memory.live.addColumn(series, column)
    }
    return new RollGroup(store, memory, config, limits)
  }

  get isWorn(): boolean {
    return this.memory.isWorn
  }

  get watermarkMs(): number {
    return this.asOfMs
  }

  /** Reads what is new in the log, as far as it fits in a pass; seals what is due; shows the rest. */
  async pass(logSeq: number, nowMs: number): Promise<PassReport> {
    this.heedClock(nowMs)
    if (!this.isDue(logSeq, nowMs)) return NOTHING_DUE
    const { memory } = this
    const before = { ...memory.counts }
    memory.keptFromMs = nowMs - this.config.chunkRetentionDays * DAY_MS
    memory.kept = keptFrom(this.config, nowMs)
    const lastReceivedMs = await this.read(logSeq, nowMs)
    const isDrained = memory.readSeq >= logSeq
    // A clock that ran ahead may have been set right, so what is drained is as of now, even if that is earlier.
    this.asOfMs = isDrained ? nowMs : Math.max(this.asOfMs, lastReceivedMs)
    const bucketsSealed = await this.sealWhatIsDue(nowMs, isDrained)
    await this.flushIfDue(nowMs)
    memory.late.giveBackUnused(nowMs)
    if (isDrained) await this.compactIfDue(nowMs)
    return {
      samplesRead: memory.counts.samples - before.samples,
      duplicates: memory.counts.duplicates - before.duplicates,
      conflicts: memory.counts.conflicts - before.conflicts,
      entriesRemaining: logSeq - memory.readSeq,
      bucketsSealed,
    }
  }

  /** Waits that began later than now would last as long as the clock was set back, so they are over. */
  private heedClock(nowMs: number): void {
    if (nowMs < this.passedMs) {
      this.nextFlushMs = -Infinity
      this.nextCompactMs = -Infinity
      this.lateSealMs = -Infinity
      this.memory.late.endWait()
    }
    this.passedMs = nowMs
  }

  /** A few entries are left where they are until something is to be made of them, because each reading costs. */
  private isDue(logSeq: number, nowMs: number): boolean {
    const { memory, config } = this
    return (
      nowMs >= this.nextFlushMs ||
      logSeq - memory.readSeq >= this.limits.entries ||
      nowMs - memory.late.sinceMs >= LATE_WAIT_MS ||
      bucketOf(nowMs - config.sealWaitMs) > memory.sealedUntilMs ||
      (this.mayCompact && nowMs >= this.nextCompactMs)
    )
  }

  private async read(logSeq: number, nowMs: number): Promise<number> {
    const { memory, store } = this
    if (memory.readSeq >= logSeq) return -Infinity
    const rows = await readLogRows(store, memory.groupId, memory.readSeq, this.limits.samples)
    const [first] = rows
    if (first && memory.sealedUntilMs === 0) this.begin(first.receivedMs)
    for (const row of rows) {
      const entry = toLogEntry(row, this.room)
      memory.accept(entry, await this.numbersOf(entry), nowMs)
    }
    return rows.at(-1)?.receivedMs ?? -Infinity
  }

  private async numbersOf({ seriesIds }: LogEntry): Promise<Int32Array> {
    const { catalog } = this.memory
    const numbers = catalog.numbersOf(seriesIds)
    if (!numbers.includes(-1)) return numbers
    await catalog.learn(this.store, seriesIds)
    return catalog.numbersOf(seriesIds)
  }

  /** What a group's first entry finds past is late, since nothing was sealed before. */
  private begin(receivedMs: number): void {
    const { memory } = this
    memory.state = { ...memory.state, sealedUntilMs: bucketOf(receivedMs - this.config.sealWaitMs) }
  }

  private async sealWhatIsDue(nowMs: number, isDrained: boolean): Promise<number> {
    const { memory } = this
    const sealedUntilMs = Math.max(memory.sealedUntilMs, bucketOf(this.asOfMs - this.config.sealWaitMs))
    const lateBeforeMs = this.lateBeforeMs(nowMs, isDrained)
    const isLateDue = memory.late.oldestMs < lateBeforeMs
    if (memory.sealedUntilMs === 0 || (sealedUntilMs === memory.sealedUntilMs && !isLateDue)) return 0
    if (memory.scatteredHours.size === 0) this.hoursDueMs = nowMs + LONGEST_SCATTER_MS
    const late = memory.late.take(lateBeforeMs, nowMs)
    const { buckets } = await sealGroup(this.store, memory, { sealedUntilMs, asOfMs: this.asOfMs }, late)
    if (isLateDue) this.lateSealMs = nowMs
    if (isLateDue || hourOf(sealedUntilMs) > this.joinedHourMs) this.mayCompact = true
    return buckets
  }

  /**
   * Late samples before this time are due. While they keep coming, those of the newest bucket wait for the others of it;
   * what is sent in order is then written once.
   */
  private lateBeforeMs(nowMs: number, isDrained: boolean): number {
    const { limits } = this
    const { late } = this.memory
    const waitedMs = nowMs - late.sinceMs
    const isOver = nowMs - late.latestMs >= LATE_WAIT_MS || late.length >= limits.mostLate
    if (isOver || (waitedMs >= LATE_WAIT_MS && late.length < limits.fewLate)) return Infinity
    const isDue = !isDrained || late.length >= limits.late || waitedMs >= LONGEST_LATE_WAIT_MS
    return isDue ? bucketOf(late.newestMs) : -Infinity
  }

  private async flushIfDue(nowMs: number): Promise<void> {
    if (nowMs < this.nextFlushMs) return
    await this.hot.flush(this.store, this.memory, this.asOfMs)
    const waitMs = FLUSH_WAIT_PER_NODE_MS * this.memory.catalog.nodeCount
    this.nextFlushMs = nowMs + Math.min(LONGEST_FLUSH_WAIT_MS, waitMs)
  }

  private async compactIfDue(nowMs: number): Promise<void> {
    const { memory } = this
    if (!this.mayCompact || nowMs < this.nextCompactMs || memory.sealedUntilMs === 0) return
    const hourMs = hourOf(memory.sealedUntilMs)
    const hasMore = await compactGroup(this.store, memory, {
      keptFromMs: Math.max(0, memory.keptFromMs),
      joinsHours: nowMs - this.lateSealMs >= COMPACT_PAUSE_MS || nowMs >= this.hoursDueMs,
      joinsDays: hourMs > this.joinedHourMs,
    })
    if (hasMore) return
    this.mayCompact = memory.hasScattered
    this.joinedHourMs = hourMs
    this.nextCompactMs = nowMs + COMPACT_PAUSE_MS
  }
}
