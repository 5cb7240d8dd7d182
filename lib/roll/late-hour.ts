import { MAX_RATE_GAP_MS } from '@/lib/core/rates'
import type { Column } from '@/lib/core/series'
import { wordsOf } from '@/lib/core/stale'
import { cutColumn } from '@/lib/store/chunks'
import type { Tx } from '@/lib/store/reader'
import { slotSetAt } from './group-memory'
import type { GroupMemory, SlotSet } from './group-memory'
import { ADDED, CONFLICT_WON } from './raw-columns'
import { BUCKET_MS, HOUR_MS, bucketOf, hourOf } from '@/lib/core/times'

/** The late samples of a seal, and what became of them. */
export class LateWork {
  private readonly columns: ReadonlyMap<number, Column>
  private readonly seriesByHour = new Map<number, number[]>()

  constructor(private readonly memory: GroupMemory) {
    const { columns, duplicates, conflicts } = memory.late.sort()
    memory.counts.duplicates += duplicates
    memory.counts.conflicts += conflicts
    this.columns = columns
    for (const [series, { timesMs }] of columns)
      for (const hourMs of hoursOf(timesMs)) {
        const known = this.seriesByHour.get(hourMs)
        if (known) known.push(series)
        else this.seriesByHour.set(hourMs, [series])
      }
  }

  get hours(): Iterable<number> {
    return this.seriesByHour.keys()
  }

  /** Whether the raw samples that a bucket is made of are all in memory. */
  isLive(bucketMs: number): boolean {
    return bucketMs - MAX_RATE_GAP_MS >= this.memory.liveFromMs
  }

  /**
   * Adds the late samples of an hour to the raw samples around them, and marks the buckets whose values they change:
   * their own and the next, because a rate spans both. Answers those samples that were not there before.
   */
  async addHour(tx: Tx, hourMs: number, units: Map<number, SlotSet>): Promise<Map<number, Column>> {
    const series = this.seriesByHour.get(hourMs) ?? []
    await this.coverPast(tx, hourMs, series, units)
    const fresh = new Map<number, Column>()
    for (const number of series) {
      const column = this.columnOf(number, hourMs)
      const slot = this.memory.catalog.slots[number] ?? 0
      const isFresh = this.addColumn(number, column)
      const kept = isFresh.every(Boolean) ? column : filterColumn(column, isFresh)
      if (kept.timesMs.length > 0) fresh.set(number, kept)
      let markedMs = NaN
      for (const timeMs of kept.timesMs) {
        const bucketMs = bucketOf(timeMs)
        if (bucketMs === markedMs) continue
        markedMs = bucketMs
        slotSetAt(units, bucketMs)[slot] = 1
        slotSetAt(units, bucketMs + BUCKET_MS)[slot] = 1
        this.memory.markChanged(slot, bucketMs + BUCKET_MS)
      }
    }
    return fresh
  }

  private columnOf(series: number, hourMs: number): Column {
    const column = this.columns.get(series)
    return column ? cutColumn(column, hourMs, hourMs + HOUR_MS) : NO_SAMPLES
  }

  private addColumn(series: number, { timesMs, values }: Column): Uint8Array {
    const words = wordsOf(values)
    this.memory.past.raw.reserve(series, timesMs.length)
    const isFresh = new Uint8Array(timesMs.length)
    for (let i = 0; i < timesMs.length; i++)
      isFresh[i] = this.addSample(series, timesMs[i] ?? 0, values, words, i) ? 1 : 0
    return isFresh
  }

  /** The sample goes wherever the raw samples of its time are held; those that its own bucket is made of judge it. */
  private addSample(
    number: number,
    timeMs: number,
    values: Float64Array,
    words: Uint32Array,
    i: number,
  ): boolean {
    const { live, past, liveFromMs, catalog } = this.memory
    const isJudgedByLive = this.isLive(bucketOf(timeMs))
    const inLive = timeMs >= liveFromMs ? live.add(number, timeMs, values, words, i) : ADDED
    const isInPast = !isJudgedByLive || past.covers(catalog.slots[number] ?? -1, timeMs)
    const inPast = isInPast ? past.raw.add(number, timeMs, values, words, i) : ADDED
    const outcome = isJudgedByLive ? inLive : inPast
    this.memory.count(outcome)
    return outcome === ADDED || outcome === CONFLICT_WON
  }

  /** Reads back the sealed samples around the hour's late samples and units, as far as they are not in memory. */
  private async coverPast(
    tx: Tx,
    hourMs: number,
    series: readonly number[],
    units: ReadonlyMap<number, SlotSet>,
  ): Promise<void> {
    const slots = new Set<number>()
    let firstMs = Infinity
    let lastMs = -Infinity
    const touch = (slot: number, bucketMs: number) => {
      if (this.isLive(bucketMs)) return
      slots.add(slot)
      firstMs = Math.min(firstMs, bucketMs)
      lastMs = Math.max(lastMs, bucketMs)
    }
    for (const number of series) {
      const column = this.columnOf(number, hourMs)
      const slot = this.memory.catalog.slots[number] ?? 0
      touch(slot, bucketOf(column.timesMs[0] ?? 0))
      touch(slot, bucketOf(column.timesMs.at(-1) ?? 0))
    }
    for (const [bucketMs, members] of units)
      if (bucketMs >= hourMs && bucketMs < hourMs + HOUR_MS)
        members.forEach((member, slot) => {
          if (member) touch(slot, bucketMs)
        })
    if (slots.size === 0) return
    const { memory } = this
    const nodes = [...slots].map((slot) => memory.catalog.nodes[slot]).filter((node) => node !== undefined)
    const range = { fromMs: firstMs - MAX_RATE_GAP_MS, toMs: lastMs + 2 * BUCKET_MS }
    await memory.past.cover(tx, memory.groupId, memory.catalog, nodes, range)
  }
}

const NO_SAMPLES: Column = { timesMs: new Float64Array(), values: new Float64Array() }

function hoursOf(timesMs: Float64Array): number[] {
  const hours: number[] = []
  for (const timeMs of timesMs) {
    const hourMs = hourOf(timeMs)
    if (hours.at(-1) !== hourMs) hours.push(hourMs)
  }
  return hours
}

/** Copies bits, since some values may be NaNs that mean something. */
function filterColumn({ timesMs, values }: Column, isKept: Uint8Array): Column {
  const words = wordsOf(values)
  const kept = new Float64Array(isKept.reduce((sum, member) => sum + member, 0))
  const keptWords = wordsOf(kept)
  let at = 0
  isKept.forEach((member, i) => {
    if (!member) return
    keptWords[2 * at] = words[2 * i] ?? 0
    keptWords[2 * at + 1] = words[2 * i + 1] ?? 0
    at += 1
  })
  return { timesMs: timesMs.filter((_, i) => isKept[i] === 1), values: kept }
}
