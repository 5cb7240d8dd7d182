import { isStaleAt, wordsOf } from '@/lib/core/stale'
import type { GroupSeen } from '@/lib/store/node-seen'
import type { LogEntry } from '@/lib/store/read-log'
import { NODES_PER_GROUP } from '@/lib/store/register-nodes'
import type { Kept } from '@/lib/store/retention'
import type { RollState } from '@/lib/store/roll-state'
import { FactsInForce } from './collect-facts'
import { GroupCatalog } from './group-catalog'
import { LateSamples } from './late-samples'
import { NodePlans } from './node-plans'
import { PastSamples } from './past-samples'
import { CONFLICT_LOST, CONFLICT_WON, DUPLICATE, RawColumns } from './raw-columns'
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

/** Node slots, 1 if a member. */
export type SlotSet = Uint8Array

const createSlotSet = (): SlotSet => new Uint8Array(NODES_PER_GROUP)

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
  late = new LateSamples()
  past = new PastSamples()
  readonly factsInForce = new FactsInForce()
  /** Of what is older the raw samples may be gone, so that its roll-ups could not be made again. */
  keptFromMs = -Infinity
  /** Rows of older partitions are not written, because they would be dropped at once. */
  kept: Kept = { chunk: -Infinity, roll_1m: -Infinity, roll_5m: -Infinity }
  /** By bucket that is not sealed: the nodes with samples in it. */
  readonly open = new Map<number, SlotSet>()
  /** By node slot: values from this time on are not in the hot minutes yet. */
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

  /** Whether it mostly remembers series that are gone; opening the group again forgets them. */
  get isWorn(): boolean {
    const known = this.catalog.seriesIds.length
    return known > MANY_SERIES && this.live.filledCount < known / 2
  }

  /** The ids in the entry that the catalog has to learn first. */
  unknownIds(entry: LogEntry): number[] {
    const unknown: number[] = []
    for (const id of entry.seriesIds) if (this.catalog.numberOf(id) < 0) unknown.push(id)
    return unknown
  }

  accept(entry: LogEntry, nowMs: number): void {
    const { seq, seriesIds, timesMs, values } = entry
    const words = wordsOf(values)
    const { catalog, live, sealedUntilMs } = this
    const isRepeated = seq <= this.done.seq
    let maxMs = -Infinity
    let bucketMs = NaN
    let members = createSlotSet()
    for (let i = 0; i < seriesIds.length; i++) {
      const series = catalog.numberOf(seriesIds[i] ?? -1)
      const timeMs = timesMs[i] ?? NaN
      if (series < 0 || (isRepeated && timeMs < this.done.beforeMs)) continue
      const slot = catalog.slots[series] ?? 0
      if (timeMs > maxMs) maxMs = timeMs
      this.hear(slot, timeMs, values, i)
      if (timeMs < sealedUntilMs) {
        if (timeMs >= this.keptFromMs) this.late.push(series, timeMs, words, i)
        continue
      }
      const outcome = live.add(series, timeMs, values, words, i)
      if (!isRepeated) this.count(outcome)
      if (!(timeMs >= bucketMs && timeMs < bucketMs + BUCKET_MS)) {
        bucketMs = bucketOf(timeMs)
        members = slotSetAt(this.open, bucketMs)
      }
      members[slot] = 1
      if (timeMs < (this.changedFromMs[slot] ?? 0)) this.changedFromMs[slot] = timeMs
    }
    if (this.late.length > 0) this.late.sinceMs = Math.min(this.late.sinceMs, nowMs)
    if (!isRepeated) this.counts.samples += seriesIds.length
    this.unsealed.push({ seq, maxMs })
    this.readSeq = seq
  }

  private hear(slot: number, timeMs: number, values: Float64Array, index: number): void {
    const { lastSampleMs } = this.seen
    if (timeMs <= (lastSampleMs[slot] ?? NaN) || isStaleAt(values, index)) return
    lastSampleMs[slot] = timeMs
  }

  count(outcome: AddOutcome): void {
    if (outcome === DUPLICATE) this.counts.duplicates += 1
    else if (outcome === CONFLICT_LOST || outcome === CONFLICT_WON) this.counts.conflicts += 1
  }

  /** The newest entry up to which everything would be sealed, if all times before `sealedUntilMs` were. */
  positionAfter(sealedUntilMs: number): number {
    const first = this.unsealed.find(({ maxMs }) => maxMs >= sealedUntilMs)
    return first ? first.seq - 1 : this.readSeq
  }

  /** Called when the seal is committed. */
  sealed(state: RollState): void {
    this.state = state
    this.unsealed = this.unsealed.filter(({ seq }) => seq > state.position)
    for (const bucketMs of this.open.keys()) if (bucketMs < state.sealedUntilMs) this.open.delete(bucketMs)
    this.live.trim(this.liveFromMs)
    this.late = new LateSamples()
  }
}
