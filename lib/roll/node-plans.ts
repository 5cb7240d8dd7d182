import { compileNode } from '@/lib/core/compile-node'
import type { NodePlan } from '@/lib/core/compile-node'
import { evaluateNode } from '@/lib/core/evaluate-node'
import { MAX_RATE_GAP_MS } from '@/lib/core/rates'
import type { Window } from '@/lib/core/series'
import type { UseSeries } from '@/lib/core/use-sample'
import type { CatalogNode } from './group-catalog'
import type { RawColumns } from './raw-columns'
import { BUCKET_MS } from './times'

interface CachedPlan {
  /** Indexes among the measured series of the node. */
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
    const plans = this.cached.get(node.slot) ?? []
    const [latest] = plans
    if (latest && isActive(latest.active, node, raw, bucketMs)) return latest
    const known = plans.find(({ active }) => isActive(active, node, raw, bucketMs))
    const plan = known ?? compile(node, raw, bucketMs)
    this.cached.set(node.slot, [plan, ...plans.filter((other) => other !== known)].slice(0, CACHED_PLANS))
    return plan
  }
}

const hasSamples = (raw: RawColumns, series: number, bucketMs: number): boolean =>
  raw.has(series, bucketMs - MAX_RATE_GAP_MS, bucketMs + BUCKET_MS)

/** Whether exactly these measured series of the node have samples that the bucket's values are made of. */
function isActive(active: readonly number[], node: CatalogNode, raw: RawColumns, bucketMs: number): boolean {
  let at = 0
  for (let index = 0; index < node.measured.length; index++) {
    if (!hasSamples(raw, node.measured[index] ?? -1, bucketMs)) continue
    if (active[at] !== index) return false
    at += 1
  }
  return at === active.length
}

function compile(node: CatalogNode, raw: RawColumns, bucketMs: number): CachedPlan {
  const active = [...node.measured.keys()].filter((index) =>
    hasSamples(raw, node.measured[index] ?? -1, bucketMs),
  )
  return { active, plan: compileNode(active.flatMap((index) => node.descriptors[index] ?? [])) }
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
