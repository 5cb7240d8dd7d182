import { NODES_PER_GROUP } from '@/lib/store/register-nodes'
import { BUCKET_MS } from '@/lib/core/times'

/** What is sent next mostly lies in the node's last bucket or the one after, and a rate reaches back into the one before. */
const KEPT_MS = BUCKET_MS
/** Senders of a backlog are some minutes apart; what is further back than this is read again. */
const MOST_APART_MS = 6 * BUCKET_MS

/** Up to which bucket of the past each node's samples were sealed, so that those around it stay in memory. */
export class PastReach {
  /** By node slot. */
  private readonly lastMs = new Float64Array(NODES_PER_GROUP).fill(-Infinity)
  private newestMs = -Infinity

  /** Buckets of a node come in order. */
  sealed(slot: number, bucketMs: number): void {
    this.lastMs[slot] = bucketMs
    this.newestMs = Math.max(this.newestMs, bucketMs)
  }

  /** Raw samples before this time are not needed by what is likely to come; Infinity if none are. */
  get neededFromMs(): number {
    if (this.newestMs === -Infinity) return Infinity
    let oldestMs = this.newestMs
    for (const lastMs of this.lastMs) if (lastMs > -Infinity && lastMs < oldestMs) oldestMs = lastMs
    return Math.max(oldestMs, this.newestMs - MOST_APART_MS) - KEPT_MS
  }
}
