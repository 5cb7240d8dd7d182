import { MAX_RATE_GAP_MS } from '@/lib/core/rates'
import { wordsOf } from '@/lib/core/stale'
import type { ChunkColumns } from '@/lib/store/chunk-columns'
import type { Tx } from '@/lib/store/reader'
import { createSlotSet, slotSetAt } from './group-memory'
import type { GroupMemory, SlotSet } from './group-memory'
import type { SortedSamples } from './late-samples'
import { ADDED, CONFLICT_WON } from './raw-columns'
import { BUCKET_MS, HOUR_MS, bucketOf, hourOf } from '@/lib/core/times'

/** The late samples of a seal, and what became of them. */
export class LateWork {
  private readonly words: Uint32Array
  private readonly seriesByHour = new Map<number, number[]>()
  /** By series number: the samples of the hours before, and those of this hour that were not there before. */
  private readonly freshStarts: Int32Array
  private readonly freshEnds: Int32Array
  /** Whether some may lie where raw samples stay in memory anyway. */
  touchesLive = false

  constructor(
    private readonly memory: GroupMemory,
    private readonly samples: SortedSamples,
  ) {
    const { starts, ends, timesMs, values, duplicates, conflicts } = samples
    memory.counts.duplicates += duplicates
    memory.counts.conflicts += conflicts
    this.words = wordsOf(values)
    this.freshStarts = starts.slice()
    this.freshEnds = starts.slice()
    for (let series = 0; series < ends.length; series++)
      for (let at = starts[series] ?? 0; at < (ends[series] ?? 0);) {
        const hourMs = hourOf(timesMs[at] ?? 0)
        const known = this.seriesByHour.get(hourMs)
        if (known) known.push(series)
        else this.seriesByHour.set(hourMs, [series])
        at = this.firstAtOrAfter(series, at, hourMs + HOUR_MS)
      }
  }

  get hours(): Iterable<number> {
    return this.seriesByHour.keys()
  }

  /** Whether the raw samples that a bucket is made of are all in memory. */
  isLive(bucketMs: number): boolean {
    return bucketMs - MAX_RATE_GAP_MS >= this.memory.liveFromMs
  }

  private get lastPastBucketMs(): number {
    return bucketOf(this.memory.liveFromMs + MAX_RATE_GAP_MS - 1)
  }

  private firstAtOrAfter(series: number, from: number, timeMs: number): number {
    const { ends, timesMs } = this.samples
    let low = from
    let high = ends[series] ?? 0
    if (high > low && (timesMs[high - 1] ?? 0) < timeMs) return high
    while (low < high) {
      const middle = (low + high) >> 1
      if ((timesMs[middle] ?? 0) < timeMs) low = middle + 1
      else high = middle
    }
    return low
  }

  /**
   * Adds the late samples of an hour to the raw samples around them, and marks the buckets whose values they change:
   * their own and the next, because a rate spans both. Hours come in order.
   */
  async addHour(tx: Tx, hourMs: number, units: Map<number, SlotSet>): Promise<void> {
    const series = this.seriesByHour.get(hourMs) ?? []
    for (const number of series) {
      const start = this.firstAtOrAfter(number, this.samples.starts[number] ?? 0, hourMs)
      this.freshStarts[number] = start
      this.freshEnds[number] = this.firstAtOrAfter(number, start, hourMs + HOUR_MS)
    }
    await this.coverPast(tx, hourMs, series, units)
    this.memory.past.raw.makeRoom(series, this.freshStarts, this.freshEnds)
    if (hourMs + HOUR_MS > this.memory.liveFromMs) this.makeLiveRoom(series)
    for (const number of series) {
      this.addSeries(number)
      this.markUnits(number, units)
    }
  }

  private makeLiveRoom(series: readonly number[]): void {
    this.touchesLive = true
    const { live, liveFromMs } = this.memory
    const starts = this.freshStarts.slice()
    for (const number of series) starts[number] = this.firstAtOrAfter(number, starts[number] ?? 0, liveFromMs)
    live.makeRoom(series, starts, this.freshEnds)
  }

  /** Those of the samples of the series that were added last and not there before, where they are. */
  freshOf(series: Int32Array, hourMs: number): ChunkColumns {
    const { timesMs, values } = this.samples
    const { freshStarts, freshEnds } = this
    const present = series.filter((number) => {
      const start = freshStarts[number] ?? 0
      return start < (freshEnds[number] ?? 0) && hourOf(timesMs[start] ?? 0) === hourMs
    })
    return {
      seriesIds: present.map((number) => this.memory.catalog.seriesIds[number] ?? -1),
      starts: present.map((number) => freshStarts[number] ?? 0),
      ends: present.map((number) => freshEnds[number] ?? 0),
      timesMs,
      values,
    }
  }

  /** Most late samples follow those that are there; each of the others is compared. */
  private addSeries(number: number): void {
    const { timesMs } = this.samples
    const { past, liveFromMs } = this.memory
    const start = this.freshStarts[number] ?? 0
    const end = this.freshEnds[number] ?? 0
    const isPast = (timesMs[end - 1] ?? Infinity) < liveFromMs
    if (isPast && past.raw.append(number, timesMs, this.words, start, end)) return
    past.raw.reserve(number, end - start)
    let kept = start
    for (let i = start; i < end; i++) if (this.addSample(number, i)) this.move(i, kept++)
    this.freshEnds[number] = kept
  }

  private move(from: number, to: number): void {
    const { timesMs } = this.samples
    timesMs[to] = timesMs[from] ?? 0
    this.words[2 * to] = this.words[2 * from] ?? 0
    this.words[2 * to + 1] = this.words[2 * from + 1] ?? 0
  }

  /** The sample goes wherever the raw samples of its time are held; those that its own bucket is made of judge it. */
  private addSample(number: number, i: number): boolean {
    const { live, past, liveFromMs, catalog } = this.memory
    const { values } = this.samples
    const timeMs = this.samples.timesMs[i] ?? 0
    const isJudgedByLive = this.isLive(bucketOf(timeMs))
    const inLive = timeMs >= liveFromMs ? live.add(number, timeMs, values, this.words, i) : ADDED
    const isInPast = !isJudgedByLive || past.covers(catalog.slots[number] ?? -1, timeMs)
    const inPast = isInPast ? past.raw.add(number, timeMs, values, this.words, i) : ADDED
    const outcome = isJudgedByLive ? inLive : inPast
    this.memory.count(outcome)
    return outcome === ADDED || outcome === CONFLICT_WON
  }

  private markUnits(number: number, units: Map<number, SlotSet>): void {
    const { timesMs } = this.samples
    const { memory } = this
    const slot = memory.catalog.slots[number] ?? 0
    const end = this.freshEnds[number] ?? 0
    let nextMs = -Infinity
    for (let i = this.freshStarts[number] ?? 0; i < end; i++) {
      const timeMs = timesMs[i] ?? 0
      if (timeMs < nextMs) continue
      nextMs = bucketOf(timeMs) + BUCKET_MS
      slotSetAt(units, nextMs - BUCKET_MS)[slot] = 1
      slotSetAt(units, nextMs)[slot] = 1
      memory.markChanged(slot, nextMs)
    }
  }

  /** Reads back the sealed samples around the hour's late samples and units, as far as they are not in memory. */
  private async coverPast(
    tx: Tx,
    hourMs: number,
    series: readonly number[],
    units: ReadonlyMap<number, SlotSet>,
  ): Promise<void> {
    const { memory } = this
    const { timesMs } = this.samples
    const { lastPastBucketMs } = this
    const touched = new PastRange()
    for (const number of series) {
      const firstMs = bucketOf(timesMs[this.freshStarts[number] ?? 0] ?? 0)
      if (firstMs > lastPastBucketMs) continue
      const lastMs = bucketOf(timesMs[(this.freshEnds[number] ?? 0) - 1] ?? 0)
      touched.touch(memory.catalog.slots[number] ?? 0, firstMs, Math.min(lastMs, lastPastBucketMs))
    }
    for (const [bucketMs, members] of units)
      if (bucketMs >= hourMs && bucketMs < hourMs + HOUR_MS && bucketMs <= lastPastBucketMs)
        members.forEach((member, slot) => {
          if (member) touched.touch(slot, bucketMs, bucketMs)
        })
    const nodes = memory.catalog.nodes
      .filter((node) => node !== undefined)
      .filter(({ slot }) => touched.slots[slot] === 1)
    if (nodes.length === 0) return
    const range = { fromMs: touched.firstMs - MAX_RATE_GAP_MS, toMs: touched.lastMs + 2 * BUCKET_MS }
    await memory.past.cover(tx, memory.groupId, memory.catalog, nodes, range)
  }
}

/** Node slots and buckets that some late samples change. */
class PastRange {
  readonly slots = createSlotSet()
  firstMs = Infinity
  lastMs = -Infinity

  touch(slot: number, firstMs: number, lastMs: number): void {
    this.slots[slot] = 1
    this.firstMs = Math.min(this.firstMs, firstMs)
    this.lastMs = Math.max(this.lastMs, lastMs)
  }
}
