import { compileNode } from '@/lib/core/compile-node'
import type { NodePlan } from '@/lib/core/compile-node'
import { MAX_RATE_GAP_MS } from '@/lib/core/rates'
import type { SeriesDescriptor, Window } from '@/lib/core/series'
import type { Span } from '@/lib/core/span'
import type { CatalogNode } from './group-catalog'
import type { RawColumns } from './raw-columns'
import { BUCKET_MS } from '@/lib/core/times'

/** One object for all nodes with the same series, so that it stays in the processor's cache. */
interface SharedPlan {
  plan: NodePlan
  /** The series that the plan reads, by their index in it. */
  read: readonly number[]
}

export interface BoundPlan extends SharedPlan {
  /** Indexes among the measured series of the node. */
  active: readonly number[]
  /** The bucket and samples for which the plan was last found right, and the series that were not active then. */
  checked: { bucketMs: number; raw: RawColumns; inactive: readonly number[] }
}

const CACHED_PLANS = 2
const MOST_SHARED = 1024

/** Plans by node slot. A plan depends on which series have samples in a bucket and before it, and on nothing else. */
export class NodePlans {
  private readonly cached = new Map<number, BoundPlan[]>()
  private readonly shared = new Map<string, SharedPlan>()
  private readonly spans: (Span | undefined)[] = []
  /** One for each series of a node, used for one node after the other. */
  private readonly spareSpans: Span[] = []

  /**
   * How the values of a node in a bucket are made: of the same samples in the same way, whatever series the node had before
   * or got later.
   */
  planOf(node: CatalogNode, raw: RawColumns, bucketMs: number): BoundPlan {
    const plans = this.cached.get(node.slot) ?? []
    const [latest] = plans
    if (latest && isStillRight(latest, node, raw, bucketMs)) return latest
    if (latest && measuresTheSame(latest, node, raw, bucketMs)) {
      latest.checked = { bucketMs, raw, inactive: latest.checked.inactive }
      return latest
    }
    const { active, inactive } = divideSeries(node, raw, bucketMs)
    const known = plans.find((plan) => isSame(plan.active, active))
    const { plan, read } = known ?? this.compile(active.flatMap((index) => node.descriptors[index] ?? []))
    const bound = { active: known?.active ?? active, plan, read, checked: { bucketMs, raw, inactive } }
    this.cached.set(node.slot, [bound, ...plans.filter((other) => other !== known)].slice(0, CACHED_PLANS))
    return bound
  }

  private compile(descriptors: readonly SeriesDescriptor[]): SharedPlan {
    const key = JSON.stringify(descriptors)
    const known = this.shared.get(key)
    if (known) return known
    const plan = compileNode(descriptors)
    const shared = { plan, read: [...new Set(plan.inputs.map(({ series }) => series))] }
    if (this.shared.size >= MOST_SHARED) this.shared.clear()
    this.shared.set(key, shared)
    return shared
  }

  /** The samples in the window of the series that the plan reads. Valid until the next call. */
  spansOf({ active, plan, read }: BoundPlan, node: CatalogNode, raw: RawColumns, window: Window) {
    const { spans } = this
    spans.length = plan.seriesCount
    spans.fill(undefined)
    for (const index of read) {
      const series = node.measured[active[index] ?? -1] ?? -1
      spans[index] = raw.span(series, window.fromMs, window.toMs, this.spareSpan(index, raw))
    }
    return spans
  }

  private spareSpan(index: number, raw: RawColumns): Span {
    return (this.spareSpans[index] ??= { column: raw.column, first: 0, start: 0, end: 0 })
  }
}

const isActive = (raw: RawColumns, series: number, bucketMs: number): boolean =>
  raw.has(series, bucketMs - MAX_RATE_GAP_MS, bucketMs + BUCKET_MS)

/** Within a bucket samples only come, so a plan stays right until a series that had none gets one. */
function isStillRight(
  { active, checked }: BoundPlan,
  node: CatalogNode,
  raw: RawColumns,
  bucketMs: number,
): boolean {
  if (checked.bucketMs !== bucketMs || checked.raw !== raw) return false
  if (active.length + checked.inactive.length !== node.measured.length) return false
  return !checked.inactive.some((index) => isActive(raw, node.measured[index] ?? -1, bucketMs))
}

/** Most nodes measure in a bucket what they measured in the one before. */
function measuresTheSame(
  { active, checked: { inactive } }: BoundPlan,
  node: CatalogNode,
  raw: RawColumns,
  bucketMs: number,
): boolean {
  if (active.length + inactive.length !== node.measured.length) return false
  for (const index of active) if (!isActive(raw, node.measured[index] ?? -1, bucketMs)) return false
  for (const index of inactive) if (isActive(raw, node.measured[index] ?? -1, bucketMs)) return false
  return true
}

/** The measured series of the node that a bucket's values are made of, and the others. */
function divideSeries(
  node: CatalogNode,
  raw: RawColumns,
  bucketMs: number,
): { active: number[]; inactive: number[] } {
  const active: number[] = []
  const inactive: number[] = []
  for (const [index, series] of node.measured.entries())
    if (isActive(raw, series, bucketMs)) active.push(index)
    else inactive.push(index)
  return { active, inactive }
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
