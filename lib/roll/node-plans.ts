import { compileNode } from '@/lib/core/compile-node'
import type { NodePlan } from '@/lib/core/compile-node'
import { evaluateNode } from '@/lib/core/evaluate-node'
import { MAX_RATE_GAP_MS } from '@/lib/core/rates'
import type { Window } from '@/lib/core/series'
import type { UseSeries } from '@/lib/core/use-sample'
import type { CatalogNode } from './group-catalog'
import type { RawColumns } from './raw-columns'
import { BUCKET_MS } from '@/lib/core/times'

interface CachedPlan {
  /** Indexes among the measured series of the node. */
  active: readonly number[]
  plan: NodePlan
  /** The bucket and samples for which the plan was last found right, and the series that were not active then. */
  checked: { bucketMs: number; raw: RawColumns; inactive: readonly number[] }
}

const CACHED_PLANS = 2

/** Plans by node slot. A plan depends on which series have samples in a bucket and before it, and on nothing else. */
export class NodePlans {
  private readonly cached = new Map<number, CachedPlan[]>()

  /**
   * The values of a node in the window, which lies in the bucket. The same samples give the same values, whatever series
   * the node had before or got later.
   */
  evaluate(node: CatalogNode, raw: RawColumns, bucketMs: number, window: Window): UseSeries[] {
    return evaluate(this.planOf(node, raw, bucketMs), node, raw, window)
  }

  /** The values of the bucket from the window's begin on, or of the whole bucket if they are made in another way now. */
  evaluateChanged(
    node: CatalogNode,
    raw: RawColumns,
    bucketMs: number,
    window: Window,
  ): { series: UseSeries[]; fromMs: number } {
    const latest = this.cached.get(node.slot)?.[0]
    const plan = this.planOf(node, raw, bucketMs)
    const fromMs = plan.plan === latest?.plan ? window.fromMs : bucketMs
    return { series: evaluate(plan, node, raw, { fromMs, toMs: window.toMs }), fromMs }
  }

  private planOf(node: CatalogNode, raw: RawColumns, bucketMs: number): CachedPlan {
    const plans = this.cached.get(node.slot) ?? []
    const [latest] = plans
    if (latest && isStillRight(latest, node, raw, bucketMs)) return latest
    const { active, inactive } = divideSeries(node, raw, bucketMs)
    const known = plans.find((plan) => isSame(plan.active, active))
    const plan = known?.plan ?? compileNode(active.flatMap((index) => node.descriptors[index] ?? []))
    const checked = { active: known?.active ?? active, plan, checked: { bucketMs, raw, inactive } }
    this.cached.set(node.slot, [checked, ...plans.filter((other) => other !== known)].slice(0, CACHED_PLANS))
    return checked
  }
}

const isActive = (raw: RawColumns, series: number, bucketMs: number): boolean =>
  raw.has(series, bucketMs - MAX_RATE_GAP_MS, bucketMs + BUCKET_MS)

/** Within a bucket samples only come, so a plan stays right until a series that had none gets one. */
function isStillRight(
  { active, checked }: CachedPlan,
  node: CatalogNode,
  raw: RawColumns,
  bucketMs: number,
): boolean {
  if (checked.bucketMs !== bucketMs || checked.raw !== raw) return false
  if (active.length + checked.inactive.length !== node.measured.length) return false
  return !checked.inactive.some((index) => isActive(raw, node.measured[index] ?? -1, bucketMs))
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

function evaluate(
  { plan, active }: CachedPlan,
  node: CatalogNode,
  raw: RawColumns,
  window: Window,
): UseSeries[] {
  const columns = active.map((index) => raw.view(node.measured[index] ?? -1))
  return evaluateNode(plan, columns, window)
}
