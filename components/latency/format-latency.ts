import type { Bounded } from '@/lib/contract/latency'
import { formatLong } from '@/lib/core/format-value'

export const formatLatency = (ms: number): string => formatLong(ms / 1_000, 'seconds')

/** What is told apart by less than this is one value. */
const RESOLVED_RATIO = 1.1

/** Whether buckets are fine enough there to speak of a value, and not of a range only. */
export const isResolved = ({ value, low, high }: Bounded): boolean =>
  value !== null && high !== null && high <= low * RESOLVED_RATIO

/** A value where the buckets resolve one, else the range that it lies in. */
export const formatBounded = (bounded: Bounded): string => {
  const { value, low, high } = bounded
  if (high === null) return `> ${formatLatency(low)}`
  if (value !== null && (isResolved(bounded) || low === high)) return formatLatency(value)
  return low === 0 ? `≤ ${formatLatency(high)}` : `${formatLatency(low)} to ${formatLatency(high)}`
}

export const formatShare = (share: number): string => formatLong(share, 'ratio')

/** A share that the buckets leave open is a range. */
export const formatBoundedShare = ({ value, low, high }: Bounded): string => {
  const [from, to] = [formatShare(low), formatShare(high ?? 1)]
  if (from === to) return from
  return value !== null && (high ?? 1) - low < 0.001 ? formatShare(value) : `${from} to ${to}`
}

export const quantileTitle = (quantile: number): string => `p${String(Number((quantile * 100).toFixed(3)))}`
