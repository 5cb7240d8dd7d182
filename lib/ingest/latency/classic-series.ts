import type { ClassicContent, PointContent } from '@/lib/core/latency/point'
import { isStaleAt } from '@/lib/core/stale'
import type { Store } from '@/lib/store/db'
import { readClassicSeries, type ClassicSeriesRow } from '@/lib/store/latency/classic'
import type { LatencySource } from '@/lib/store/latency/series'
import type { DecodedBatch } from '../decoded-batch'
import { sourceOfLabels, timeMetricOf } from './latency-names'
import type { ToldPoint } from './told-point'

/** What a series is of a classic histogram. */
interface Role {
  source: LatencySource
  unitMs: number
  part: 'bucket' | 'sum' | 'count'
  /** Of a bucket. */
  boundMs: number
}

/** Series of which it is known that they are no part of a histogram, as bits by id. */
class KnownOthers {
  private bits = new Uint32Array(1024)

  has(id: number): boolean {
    return ((this.bits[id >>> 5] ?? 0) & (1 << (id & 31))) !== 0
  }

  /** Every request asks it of every series, so it is one plain loop. */
  hasAll(ids: Int32Array): boolean {
    const { bits } = this
    for (let i = 0; i < ids.length; i += 1) {
      const id = ids[i] ?? 0
      if (((bits[id >>> 5] ?? 0) & (1 << (id & 31))) === 0) return false
    }
    return true
  }

  add(id: number): void {
    if (id >>> 5 >= this.bits.length) {
      const longer = new Uint32Array(Math.max(2 * this.bits.length, (id >>> 5) + 1))
      longer.set(this.bits)
      this.bits = longer
    }
    this.bits[id >>> 5] = (this.bits[id >>> 5] ?? 0) | (1 << (id & 31))
  }
}

/** A sum may be told before its first bucket; so long it is asked for again. */
const ASK_AGAIN_MS = 60_000
const MOST_ROLES = 1_000_000

export interface ClassicSeries {
  /** The points of classic histograms among the samples of a batch whose series are resolved. */
  pointsOf(batch: DecodedBatch): Promise<ToldPoint[]>
}

/** Recognises buckets, sums and counts of classic histograms by the ids of their series, which never change. */
export const createClassicSeries = (store: Store, nowMs: () => number): ClassicSeries => {
  const roles = new Map<number, Role>()
  const others = new KnownOthers()
  const undecidedUntilMs = new Map<number, number>()

  const learn = async (unknown: readonly number[]): Promise<void> => {
    if (roles.size > MOST_ROLES) roles.clear()
    const found = await readClassicSeries(store, unknown)
    const byId = new Map(found.map((row) => [row.id, row]))
    for (const id of unknown) {
      const row = byId.get(id)
      const role = row === undefined ? null : roleOf(row)
      if (role === null) others.add(id)
      else if (row?.hasBuckets === true) roles.set(id, role)
      else undecidedUntilMs.set(id, nowMs() + ASK_AGAIN_MS)
    }
  }

  const isUnknown = (id: number): boolean => {
    if (id <= 0 || others.has(id) || roles.has(id)) return false
    const untilMs = undecidedUntilMs.get(id)
    if (untilMs !== undefined && untilMs > nowMs()) return false
    undecidedUntilMs.delete(id)
    return true
  }

  return {
    async pointsOf(batch) {
      if (others.hasAll(batch.seriesIds)) return []
      const unknown: number[] = []
      for (const id of batch.seriesIds) if (isUnknown(id)) unknown.push(id)
      if (unknown.length > 0) await learn(unknown)
      return batch.seriesIds.some((id) => roles.has(id)) ? gatherPoints(batch, roles, others) : []
    },
  }
}

const SUFFIX = /_(bucket|sum|count)$/

const roleOf = ({ name, labels, cluster, instance }: ClassicSeriesRow): Role | null => {
  const suffix = SUFFIX.exec(name)
  const metric = name.slice(0, suffix?.index)
  const time = timeMetricOf(metric)
  if (suffix === null || time === null) return null
  const part = suffix[1] === 'bucket' ? 'bucket' : suffix[1] === 'sum' ? 'sum' : 'count'
  const bound = boundOf(labels.le)
  if (part === 'bucket' && bound === null) return null
  const pairs = Object.entries(labels)
  const source = sourceOfLabels(metric, time.base, pairs, { cluster, instance })
  return { source, unitMs: time.unitMs, part, boundMs: (bound ?? 0) * time.unitMs }
}

/** Null where it is no bound. */
const boundOf = (le: string | undefined): number | null => {
  if (le === undefined || le.trim() === '') return null
  if (/^\+?Inf$/i.test(le)) return Infinity
  const bound = Number(le)
  return Number.isFinite(bound) && bound >= 0 ? bound : null
}

/** Parts of one histogram at one time are one point. */
const gatherPoints = (
  batch: DecodedBatch,
  roles: ReadonlyMap<number, Role>,
  others: KnownOthers,
): ToldPoint[] => {
  const points = new Map<string, Gathered>()
  for (let at = 0; at < batch.sampleOrdinals.length; at += 1) {
    const id = batch.seriesIds[batch.sampleOrdinals[at] ?? 0] ?? 0
    const role = others.has(id) ? undefined : roles.get(id)
    if (role === undefined) continue
    const timeMs = batch.timesMs[at] ?? 0
    const value = batch.values[at] ?? NaN
    const isGap = isStaleAt(batch.values, at)
    if (!isGap && !(value >= 0 && value < Infinity)) continue
    const key = `${String(timeMs)} ${role.source.cluster} ${role.source.origin}`
    const gathered = points.get(key) ?? { source: role.source, timeMs, parts: [] }
    points.set(key, gathered)
    if (!isGap) gathered.parts.push({ role, value })
  }
  return [...points.values()].map(({ source, timeMs, parts }) => ({
    source,
    timeMs,
    batch: 0,
    content: contentOf(parts),
  }))
}

interface Gathered {
  source: LatencySource
  timeMs: number
  parts: { role: Role; value: number }[]
}

const contentOf = (parts: Gathered['parts']): PointContent => {
  if (parts.length === 0) return { kind: 'gap' }
  const buckets = parts
    .filter(({ role }) => role.part === 'bucket')
    .sort((one, other) => one.role.boundMs - other.role.boundMs)
  const valueOf = (part: Role['part']) => parts.find(({ role }) => role.part === part)
  const sum = valueOf('sum')
  const content: ClassicContent = {
    kind: 'classic',
    boundsMs: buckets.map(({ role }) => role.boundMs),
    cumulative: buckets.map(({ value }) => value),
    count: valueOf('count')?.value ?? NaN,
    sumMs: sum === undefined ? NaN : sum.value * sum.role.unitMs,
  }
  return content
}
