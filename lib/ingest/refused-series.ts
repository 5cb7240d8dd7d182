import type { CapRefusal } from '@/lib/store/register-series'
import { createSeriesIndex } from './series-index'

/** Label sets that a cap refused lately, so that sending them again costs neither a registration nor a trip to the store. */
export interface RefusedSeries {
  find(senderId: number, hash: Uint8Array): CapRefusal | null
  add(senderId: number, hash: Uint8Array, reason: CapRefusal): void
  /** A cap may have been raised: all may try again. */
  forget(): void
}

const REASONS: readonly CapRefusal[] = ['series_cap', 'node_cap']

export function createRefusedSeries(maxSeries: number): RefusedSeries {
  let index = createSeriesIndex(maxSeries)
  let count = 0
  return {
    find(senderId, hash) {
      const known = count === 0 ? null : index.find(keyOf(senderId, hash))
      return known === null ? null : (REASONS[known.seriesId - 1] ?? null)
    },
    add(senderId, hash, reason) {
      count += 1
      const seriesId = 1 + REASONS.indexOf(reason)
      index.add(keyOf(senderId, hash), { seriesId, groupId: 0, nodeId: 0 })
    },
    forget() {
      if (count > 0) index = createSeriesIndex(maxSeries)
      count = 0
    },
  }
}

/** One sender's cap is not another's. */
function keyOf(senderId: number, hash: Uint8Array): Uint8Array {
  const key = Uint8Array.from(hash)
  const words = new DataView(key.buffer)
  words.setInt32(4, words.getInt32(4) ^ senderId)
  return key
}
