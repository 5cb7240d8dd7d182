import { isStaleAt, wordsOf } from '@/lib/core/stale'
import type { GroupSeen } from '@/lib/store/node-seen'
import type { LogEntry } from '@/lib/store/read-log'
import { NODES_PER_GROUP } from '@/lib/store/register-nodes'
import type { Kept } from '@/lib/store/retention'
import type { RollState } from '@/lib/store/roll-state'
import { BucketNodes } from './bucket-nodes'
import { FactsInForce } from './collect-facts'
import { ValueCollector } from './collect-values'
import { GroupCatalog } from './group-catalog'
import { LateSamples } from './late-samples'
import { NodePlans } from './node-plans'
import { PastSamples } from './past-samples'
import { ADDED, CONFLICT_LOST, CONFLICT_WON, DUPLICATE, RawColumns } from './raw-columns'
import type { AddOutcome } from './raw-columns'
import { BUCKET_MS, bucketOf } from '@/lib/core/times'

/** Raw samples this far back from what is sealed stay in memory: a late bucket and the rates that reach into it. */
const KEPT_MS = 2 * BUCKET_MS

const MANY_SERIES = 100_000

export interface SampleCounts {
  samples: number
  duplicates: number
  conflicts: number
}

/** The samples of a node at one time, as they follow each other in the log. */
interface Run {
  timeMs: number
  slot: number
  /** Whether the node is known to be alive at this time. */
  isHeard: boolean
  isLate: boolean
}

/** Node slots, 1 if a member. */
export type SlotSet = Uint8Array

export const createSlotSet = (): SlotSet => new Uint8Array(NODES_PER_GROUP)

export function slotSetAt(sets: Map<number, SlotSet>, key: number): SlotSet {
  const known = sets.get(key)
  if (known) return known
  const created = createSlotSet()
  sets.set(key, created)
  return created
}

/** What the roller knows of one group. Made anew from the database whenever a transaction fails. */
export class GroupMemory {
  readonly catalog = new GroupCatalog()
  readonly plans = new NodePlans()
  /** Every sample at or after `liveFromMs` that was read or sealed. */
  readonly live = new RawColumns()
  readonly late = new LateSamples()
  readonly past = new PastSamples()
  /** Hours of which rows were written bucket by bucket, to be joined. */
  readonly scatteredHours = new Set<number>()
  /** A former roller may have left such hours from this time on. */
  scatteredFromMs = 0
  readonly factsInForce = new FactsInForce()
  /** Of what is older the raw samples may be gone, so that its roll-ups could not be made again. */
  keptFromMs = -Infinity
  /** Rows of older partitions are not written, because they would be dropped at once. */
  kept: Kept = { chunk: -Infinity, roll_1m: -Infinity, roll_5m: -Infinity, onset: -Infinity }
  /** Buckets that are not sealed. */
  readonly open = new Map<number, BucketNodes>()
  private spareBucket: BucketNodes | undefined
  readonly collector = new ValueCollector()
  /** By node slot: samples from this time on are not in the values of the open buckets yet. */
  readonly changedFromMs = new Float64Array(NODES_PER_GROUP).fill(Infinity)
  readonly counts: SampleCounts = { samples: 0, duplicates: 0, conflicts: 0 }
  /** Entries that hold samples which are not sealed, oldest first. */
  private unsealed: { seq: number; maxMs: number }[] = []
  readSeq: number

  constructor(
    readonly groupId: number,
    public state: RollState,
    readonly seen: GroupSeen,
    /** What a former roller had read and sealed: of these entries the earlier samples are done. */
    private readonly done: { seq: number; beforeMs: number },
  ) {
    this.readSeq = state.position
  }

  get sealedUntilMs(): number {
    return this.state.sealedUntilMs
  }

  get liveFromMs(): number {
    return this.state.sealedUntilMs - KEPT_MS
  }

  get hasScattered(): boolean {
    return this.scatteredHours.size > 0 || this.scatteredFromMs < Infinity
  }

  /** Whether it mostly remembers series that are gone; opening the group again forgets them. */
  get isWorn(): boolean {
    const known = this.catalog.seriesIds.length
    return known > MANY_SERIES && this.live.filledCount < known / 2
  }

  /** `numbers` are those of the entry's series; what is not known any more is left out. */
  accept({ seq, timesMs, values }: LogEntry, numbers: Int32Array, nowMs: number): void {
    const words = wordsOf(values)
    const { slots } = this.catalog
    const isRepeated = seq <= this.done.seq
    const lateBefore = this.late.length
    let maxMs = -Infinity
    let run = { timeMs: NaN, slot: -1, isHeard: true, isLate: false }
    for (let i = 0; i < numbers.length; i++) {
      const series = numbers[i] ?? -1
      const timeMs = timesMs[i] ?? NaN
      if (series < 0 || (isRepeated && timeMs < this.done.beforeMs)) continue
      const slot = slots[series] ?? 0
      if (timeMs !== run.timeMs || slot !== run.slot) {
        run = this.beginRun(slot, timeMs)
        if (timeMs > maxMs) maxMs = timeMs
      }
      if (!run.isHeard && !isStaleAt(values, i)) {
        this.seen.lastSampleMs[slot] = timeMs
        run.isHeard = true
      }
      if (run.isLate) {
        if (timeMs >= this.keptFromMs) this.late.push(seq, series, timeMs, words, i)
        continue
      }
      const outcome = this.live.add(series, timeMs, values, words, i)
      if (outcome !== ADDED && !isRepeated) this.count(outcome)
    }
    this.late.heard(lateBefore, nowMs)
    if (!isRepeated) this.counts.samples += numbers.length
    this.unsealed.push({ seq, maxMs })
    this.readSeq = seq
  }

  /** Samples of a node and a time mostly come together, so what is the same for all of them is done once. */
  private beginRun(slot: number, timeMs: number): Run {
    const isHeard = timeMs <= (this.seen.lastSampleMs[slot] ?? NaN)
    const isLate = timeMs < this.sealedUntilMs
    if (!isLate) {
      this.bucketAt(bucketOf(timeMs)).members[slot] = 1
      if (timeMs < (this.changedFromMs[slot] ?? 0)) this.changedFromMs[slot] = timeMs
    }
    return { timeMs, slot, isHeard, isLate }
  }

  private bucketAt(bucketMs: number): BucketNodes {
    const known = this.open.get(bucketMs)
    if (known) return known
    const created = new BucketNodes(bucketMs, this.spareBucket)
    this.spareBucket = undefined
    this.open.set(bucketMs, created)
    return created
  }

  /** Values of the node from this time on have to be made again, as far as they are not sealed. */
  markChanged(slot: number, timeMs: number): void {
    if (timeMs < this.sealedUntilMs) return
    this.changedFromMs[slot] = Math.min(this.changedFromMs[slot] ?? Infinity, timeMs)
  }

  count(outcome: AddOutcome): void {
    if (outcome === DUPLICATE) this.counts.duplicates += 1
    else if (outcome === CONFLICT_LOST || outcome === CONFLICT_WON) this.counts.conflicts += 1
  }

  /** The newest entry up to which everything would be sealed, if all times before `sealedUntilMs` were but for what is late. */
  positionAfter(sealedUntilMs: number): number {
    const first = this.unsealed.find(({ maxMs }) => maxMs >= sealedUntilMs)
    return Math.min(first ? first.seq - 1 : this.readSeq, this.consumedSeq)
  }

  /** The newest entry up to which only times that are not sealed wait. */
  get consumedSeq(): number {
    return Math.min(this.readSeq, this.late.firstSeq - 1)
  }

  /** Called when the seal is committed. */
  sealed(state: RollState): void {
    this.state = state
    this.unsealed = this.unsealed.filter(({ seq }) => seq > state.position)
    for (const [bucketMs, bucket] of this.open) {
      if (bucketMs >= state.sealedUntilMs) continue
      this.open.delete(bucketMs)
      this.spareBucket = bucket
    }
    this.live.trim(this.liveFromMs)
  }
}
