import { mergeChunkColumns } from '@/lib/store/chunk-columns'
import { writeChunkPart } from '@/lib/store/chunks'
import type { Store } from '@/lib/store/db'
import { writeFacts } from '@/lib/store/facts'
import { deleteHotMinutes } from '@/lib/store/hot'
import { writeGroupSeen } from '@/lib/store/node-seen'
import { readNodes } from '@/lib/store/nodes'
import { ensurePartitions } from '@/lib/store/partitions'
import { touchOnsets } from '@/lib/store/onsets'
import type { Tx } from '@/lib/store/reader'
import { advanceRollState } from '@/lib/store/roll-state'
import type { RollState } from '@/lib/store/roll-state'
import { inTransaction } from '@/lib/store/sql'
import { FactCollector } from './collect-facts'
import { evaluateLive, evaluatePast, leaveMeasured, membersOf } from './evaluate-bucket'
import type { GroupMemory, SlotSet } from './group-memory'
import { LateWork } from './late-hour'
import type { SortedSamples } from './late-samples'
import { measureIntervals } from './measure-intervals'
import { PastReach } from './past-reach'
import { ROLL_TABLES, joinHour, tablesKeeping, writeBuckets } from './write-rolls'
import type { BucketValues } from './write-rolls'
import { HOUR_MS, hourOf } from '@/lib/core/times'

export interface SealTarget {
  /** Buckets before this time are sealed now. */
  sealedUntilMs: number
  asOfMs: number
}

/**
 * Writes everything before the target: chunk parts, roll-ups, facts, and how far the log is done, all or nothing. The
 * memory is of no use any more if this fails.
 */
export async function sealGroup(
  store: Store,
  memory: GroupMemory,
  target: SealTarget,
  late: SortedSamples,
): Promise<{ buckets: number }> {
  const units = new Map<number, SlotSet>()
  for (const [bucketMs, { members }] of memory.open)
    if (bucketMs < target.sealedUntilMs) units.set(bucketMs, members)
  const seal = new Seal(memory, target, units, new LateWork(memory, late))
  await seal.ensurePartitions(store)
  await inTransaction(store, (tx) => seal.write(tx))
  memory.sealed(seal.next)
  seal.trimPast()
  return { buckets: seal.bucketsWritten }
}

class Seal {
  readonly next: RollState
  bucketsWritten = 0
  private readonly pastReach = new PastReach()
  private readonly hours: Set<number>
  private readonly sealedBuckets: number[] = []

  constructor(
    private readonly memory: GroupMemory,
    private readonly target: SealTarget,
    private readonly units: Map<number, SlotSet>,
    private readonly late: LateWork,
  ) {
    const { state } = memory
    this.next = {
      sealNumber: state.sealNumber,
      position: memory.positionAfter(target.sealedUntilMs),
      consumed: memory.consumedSeq,
      asOfMs: target.asOfMs,
      sealedUntilMs: target.sealedUntilMs,
    }
    this.hours = new Set([...late.hours, ...[...units.keys()].map(hourOf), ...this.hourThatCloses()])
  }

  /** The rows of an hour are joined when it ends, even if nobody measured its last minutes. */
  private hourThatCloses(): number[] {
    const hourMs = hourOf(this.memory.sealedUntilMs)
    return hourMs + HOUR_MS <= this.target.sealedUntilMs ? [hourMs] : []
  }

  async ensurePartitions(store: Store): Promise<void> {
    // A late sample in the last minutes of an hour changes the next one too.
    const timesMs = [...this.hours].flatMap((hourMs) => [hourMs, hourMs + HOUR_MS])
    await ensurePartitions(store, 'chunk', this.hours)
    for (const table of ROLL_TABLES) {
      const keptMs = timesMs.filter((timeMs) => timeMs >= this.memory.kept[table])
      await ensurePartitions(store, table, keptMs)
    }
  }

  async write(tx: Tx): Promise<void> {
    const { memory, target, next, late } = this
    const nodes = await readNodes(tx, { groupIds: [memory.groupId] })
    const facts = new FactCollector(new Map(nodes.map(({ id, labels }) => [id, labels])))
    for (let hourMs = this.takeHour(); hourMs !== null; hourMs = this.takeHour())
      await this.writeHour(tx, hourMs, facts)
    const news = facts.news(memory.factsInForce)
    if (news.length > 0) await writeFacts(tx, news)
    if (late.touchesLive || target.sealedUntilMs > memory.sealedUntilMs) measureIntervals(memory)
    await writeGroupSeen(tx, memory.groupId, memory.seen)
    await touchOnsets(tx, memory.groupId, this.sealedBuckets)
    await deleteHotMinutes(tx, memory.groupId, target.sealedUntilMs)
    await advanceRollState(tx, memory.groupId, next)
    next.sealNumber += 1
  }

  private takeHour(): number | null {
    if (this.hours.size === 0) return null
    const hourMs = Math.min(...this.hours)
    this.hours.delete(hourMs)
    return hourMs
  }

  private async writeHour(tx: Tx, hourMs: number, facts: FactCollector): Promise<void> {
    const { memory, late, units } = this
    await late.addHour(tx, hourMs, units)
    const buckets = [...units.keys()].filter((bucketMs) => hourOf(bucketMs) === hourMs).sort((a, b) => a - b)
    const values = []
    for (const bucketMs of buckets) {
      const slots = units.get(bucketMs)
      if (!slots || bucketMs >= this.target.sealedUntilMs) continue
      const isLive = late.isLive(bucketMs)
      const raw = isLive ? memory.live : memory.past.raw
      if (!isLive && !leaveMeasured(memory, bucketMs, slots)) continue
      values.push(isLive ? evaluateLive(memory, bucketMs, slots) : evaluatePast(memory, bucketMs, slots))
      for (const node of membersOf(memory, slots)) {
        facts.collect(node, raw, bucketMs)
        if (!isLive) this.pastReach.sealed(node.slot, bucketMs)
      }
    }
    this.bucketsWritten += values.length
    this.sealedBuckets.push(...values.map(({ bucketMs }) => bucketMs))
    this.trimPast()
    this.addNextHour(hourMs)
    await this.writeRolls(tx, hourMs, values)
    await this.writeChunks(tx, hourMs)
  }

  /** Hours come in order, so late samples of many hours need the raw samples of one at a time. */
  trimPast(): void {
    this.memory.past.trim(this.pastReach.neededFromMs)
  }

  private async writeRolls(tx: Tx, hourMs: number, buckets: readonly BucketValues[]): Promise<void> {
    const { groupId, sealedUntilMs, scatteredHours, kept } = this.memory
    const tables = tablesKeeping(hourMs, kept)
    const isClosed = hourMs + HOUR_MS <= this.target.sealedUntilMs
    if (isClosed && hourMs + HOUR_MS > sealedUntilMs) return joinHour(tx, tables, groupId, hourMs, buckets)
    if (await writeBuckets(tx, tables, groupId, buckets, sealedUntilMs)) scatteredHours.add(hourMs)
  }

  /** A late sample may have marked the first bucket of the next hour. */
  private addNextHour(hourMs: number): void {
    const nextMs = hourMs + HOUR_MS
    if (this.units.has(nextMs) && nextMs < this.target.sealedUntilMs) this.hours.add(nextMs)
  }

  /** The samples of the hour that are not in a chunk yet. */
  private async writeChunks(tx: Tx, hourMs: number): Promise<void> {
    const { groupId, catalog, state, live, sealedUntilMs } = this.memory
    const fromMs = Math.max(hourMs, sealedUntilMs)
    const toMs = Math.max(fromMs, Math.min(hourMs + HOUR_MS, this.target.sealedUntilMs))
    for (const [sourceGroup, series] of catalog.bySource()) {
      const onTime = live.between(series, catalog.seriesIds, fromMs, toMs)
      const columns = mergeChunkColumns(onTime, this.late.freshOf(series, hourMs))
      const part = { hourMs, sourceGroup, columns, lifetime: 'brief' } as const
      await writeChunkPart(tx, groupId, state.sealNumber + 1, part)
    }
  }
}
