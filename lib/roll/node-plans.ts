import { compileNode } from '@/lib/core/compile-node'
import type { NodePlan } from '@/lib/core/compile-node'
import { evaluateNode } from '@/lib/core/evaluate-node'
import { MAX_RATE_GAP_MS } from '@/lib/core/rates'
import type { Column, Window } from '@/lib/core/series'
import type { UseSeries } from '@/lib/core/use-sample'
import type { CatalogNode } from './group-catalog'
import type { RawColumns } from './raw-columns'

export const BUCKET_MS = 300_000
export const bucketOf = (timeMs: number): number => Math.floor(timeMs / BUCKET_MS) * BUCKET_MS

interface CachedPlan {
  active: readonly number[]
  plan: NodePlan
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
    const fromMs = plan === latest ? window.fromMs : bucketMs
    return { series: evaluate(plan, node, raw, { fromMs, toMs: window.toMs }), fromMs }
  }

  private planOf(node: CatalogNode, raw: RawColumns, bucketMs: number): CachedPlan {
    const active = activeSeries(node, raw, bucketMs)
    const plans = this.cached.get(node.slot) ?? []
    const known = plans.find((plan) => isSame(plan.active, active))
    if (known && known === plans[0]) return known
    const plan = known ?? {
      active,
      plan: compileNode(active.flatMap((index) => node.descriptors[index] ?? [])),
    }
    this.cached.set(node.slot, [plan, ...plans.filter((other) => other !== known)].slice(0, CACHED_PLANS))
    return plan
  }
}

function evaluate(
  { plan, active }: CachedPlan,
  node: CatalogNode,
  raw: RawColumns,
  window: Window,
): UseSeries[] {
  const fromMs = window.fromMs - MAX_RATE_GAP_MS
  const columns: (Column | undefined)[] = active.map((index) =>
    raw.cut(node.measured[index] ?? -1, fromMs, window.toMs),
  )
  return evaluateNode(plan, columns, window)
}

/** Indexes among the measured series of the node that a bucket's values are made of. */
function activeSeries(node: CatalogNode, raw: RawColumns, bucketMs: number): number[] {
  const active: number[] = []
  node.measured.forEach((series, index) => {
    if (raw.has(series, bucketMs - MAX_RATE_GAP_MS, bucketMs + BUCKET_MS)) active.push(index)
  })
  return active
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
