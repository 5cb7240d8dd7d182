import { readChunks } from '@/lib/store/chunks'
import type { Store } from '@/lib/store/db'
import { readGroupSeen } from '@/lib/store/node-seen'
import { readLog } from '@/lib/store/read-log'
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

/** Bounds the memory of a pass, whatever waits in the log. */
const SAMPLES_PER_PASS = 1_500_000

/** Late samples are sealed together, because each seal rewrites the rows they touch. */
const LATE_WAIT_MS = 5000
const LATE_LIMIT = 500_000

/** A flush takes at most this share of the time, and happens at least this often. */
const FLUSH_SHARE = 0.002
const LONGEST_FLUSH_WAIT_MS = 8000

/** Late samples scatter chunks again and again; looking for them costs more than they do. */
const COMPACT_PAUSE_MS = 60_000

export interface PassReport {
  samplesRead: number
  duplicates: number
  conflicts: number
  entriesRemaining: number
  bucketsSealed: number
}

/** One node group under this roller's lock. An error leaves it useless: open it again. */
export class RollGroup {
  private readonly hot = new HotMinutes()
  private asOfMs: number
  private nextFlushMs = -Infinity
  private mayCompact = true
  private nextCompactMs = -Infinity
  private joinedHourMs = -Infinity

  private constructor(
    private readonly store: Store,
    private readonly memory: GroupMemory,
    private readonly config: GroupConfig,
  ) {
    this.asOfMs = memory.state.asOfMs
  }

  static async open(store: Store, groupId: number, config: GroupConfig): Promise<RollGroup> {
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
    return new RollGroup(store, memory, config)
  }

  get isWorn(): boolean {
    return this.memory.isWorn
  }

  get watermarkMs(): number {
    return this.asOfMs
  }

  /** Reads what is new in the log, as far as it fits in a pass; seals what is due; shows the rest. */
  async pass(logSeq: number, nowMs: number): Promise<PassReport> {
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
    if (isDrained) await this.compactIfDue(nowMs)
    return {
      samplesRead: memory.counts.samples - before.samples,
      duplicates: memory.counts.duplicates - before.duplicates,
      conflicts: memory.counts.conflicts - before.conflicts,
      entriesRemaining: logSeq - memory.readSeq,
      bucketsSealed,
    }
  }

  private async read(logSeq: number, nowMs: number): Promise<number> {
    const { memory, store } = this
    if (memory.readSeq >= logSeq) return -Infinity
    const entries = await readLog(store, memory.groupId, memory.readSeq, SAMPLES_PER_PASS)
    const [first] = entries
    if (first && memory.sealedUntilMs === 0) this.begin(first)
    for (const entry of entries) {
      await memory.catalog.learn(store, memory.unknownIds(entry))
      memory.accept(entry, nowMs)
    }
    return entries.at(-1)?.receivedMs ?? -Infinity
  }

  /** What a group's first entry finds past is late, since nothing was sealed before. */
  private begin({ receivedMs }: LogEntry): void {
    const { memory } = this
    memory.state = { ...memory.state, sealedUntilMs: bucketOf(receivedMs - this.config.sealWaitMs) }
  }

  private async sealWhatIsDue(nowMs: number, isDrained: boolean): Promise<number> {
    const { memory } = this
    const sealedUntilMs = Math.max(memory.sealedUntilMs, bucketOf(this.asOfMs - this.config.sealWaitMs))
    const { late } = memory
    const isLateDue =
      late.length > 0 && (!isDrained || late.length >= LATE_LIMIT || nowMs - late.sinceMs >= LATE_WAIT_MS)
    if (memory.sealedUntilMs === 0 || (sealedUntilMs === memory.sealedUntilMs && !isLateDue)) return 0
    const hasPast = late.length > 0
    const { buckets } = await sealGroup(this.store, memory, { sealedUntilMs, asOfMs: this.asOfMs })
    if (hasPast || hourOf(sealedUntilMs) > this.joinedHourMs) this.mayCompact = true
    return buckets
  }

  /** A wait longer than any is that of a clock that was set back. */
  private isFlushDue(nowMs: number): boolean {
    const waitMs = this.nextFlushMs - nowMs
    return waitMs <= 0 || waitMs > LONGEST_FLUSH_WAIT_MS
  }

  private async flushIfDue(nowMs: number): Promise<void> {
    if (!this.isFlushDue(nowMs)) return
    const started = performance.now()
    await this.hot.flush(this.store, this.memory, this.asOfMs)
    const tookMs = performance.now() - started
    this.nextFlushMs = nowMs + Math.min(LONGEST_FLUSH_WAIT_MS, tookMs / FLUSH_SHARE)
  }

  private async compactIfDue(nowMs: number): Promise<void> {
    const { memory } = this
    if (!this.mayCompact || nowMs < this.nextCompactMs || memory.sealedUntilMs === 0) return
    const hourMs = hourOf(memory.sealedUntilMs)
    this.mayCompact = await compactGroup(this.store, memory, {
      keptFromMs: Math.max(0, memory.keptFromMs),
      joinsDays: hourMs > this.joinedHourMs,
    })
    if (this.mayCompact) return
    this.joinedHourMs = hourMs
    this.nextCompactMs = nowMs + COMPACT_PAUSE_MS
  }
}
