import type { NodePlan } from '@/lib/core/compile-node'
import { addToParts, clearParts, createNodeParts } from '@/lib/core/node-parts'
import type { NodeParts } from '@/lib/core/node-parts'
import { NODES_PER_GROUP } from '@/lib/store/register-nodes'
import type { CatalogNode } from './group-catalog'
import type { NodePlans } from './node-plans'
import type { RawColumns } from './raw-columns'
import { BUCKET_MS, MINUTE_MS, minuteOf } from '@/lib/core/times'

/** The values of one node in a bucket, minute by minute, as far as they are made. */
export interface NodeValues {
  plan: NodePlan
  parts: NodeParts
  /** Samples up to here are in the values. */
  lastTickMs: number
}

/** The values of a group's nodes in one bucket, kept so that each sample is evaluated once. */
export class BucketNodes {
  /** By node slot: 1 if the node has samples in the bucket. */
  readonly members = new Uint8Array(NODES_PER_GROUP)
  /** By node slot. */
  readonly values: (NodeValues | undefined)[] = new Array<NodeValues | undefined>(NODES_PER_GROUP)

  /** Values of another bucket that are not needed any more: their memory is used again. */
  private readonly spare: (NodeValues | undefined)[]

  constructor(
    readonly bucketMs: number,
    spare?: BucketNodes,
  ) {
    this.spare = spare?.values ?? []
  }

  /**
   * Makes up for samples that were added at or after `changedFromMs`; answers the begin of the first minute that may have
   * changed. The result is that of evaluating the whole bucket anew, to the last bit.
   */
  update(plans: NodePlans, node: CatalogNode, raw: RawColumns, changedFromMs: number): number {
    const { bucketMs } = this
    const bound = plans.planOf(node, raw, bucketMs)
    const known = this.values[node.slot]
    const isSamePlan = known?.plan === bound.plan
    const values = isSamePlan ? known : this.createValues(node.slot, bound.plan)
    this.values[node.slot] = values
    let fromMs = isSamePlan ? Math.max(bucketMs, changedFromMs) : bucketMs
    if (fromMs <= values.lastTickMs) {
      fromMs = minuteOf(fromMs)
      clearParts(values.parts, fromMs)
    }
    const spans = plans.spansOf(bound, node, raw, { fromMs, toMs: bucketMs + BUCKET_MS })
    values.lastTickMs = Math.max(values.lastTickMs, addToParts(bound.plan, spans, values.parts))
    return minuteOf(fromMs)
  }

  private createValues(slot: number, plan: NodePlan): NodeValues {
    const span = { startMs: this.bucketMs, stepMs: MINUTE_MS, stepCount: BUCKET_MS / MINUTE_MS }
    const former = this.spare[slot]
    if (former?.plan !== plan) return { plan, parts: createNodeParts(plan, span), lastTickMs: -Infinity }
    const parts = { ...span, cells: former.parts.cells }
    clearParts(parts, span.startMs)
    this.spare[slot] = undefined
    return { plan, parts, lastTickMs: -Infinity }
  }
}
