import { formatLong } from '@/lib/core/format-value'
import type { PeerMetric, PeersAnswer } from '@/lib/contract/peers'

export interface PeerPicture {
  /** Places in hundredths of the strip. */
  own: number
  median: number | null
  /** A path of a point for each peer, in a box of 100 × 1. */
  dots: string
  text: string
  /** Whether every value is the same, so that there is nothing to see. */
  isFlat: boolean
  /** What stands at the two ends. */
  low: string
  high: string
}

const groupWord = (sharing: PeersAnswer['sharing']): string =>
  sharing === null ? 'other nodes' : `with ${sharing.label} ${sharing.value}`

const standingText = (
  { shareBelow, peers }: PeerMetric,
  sharing: PeersAnswer['sharing'],
  isFlat: boolean,
): string => {
  const group = `${String(peers)} ${groupWord(sharing)}`
  if (shareBelow === null) return `No peer ${groupWord(sharing)} is measured`
  if (isFlat) return `The same as all ${group}`
  if (shareBelow === 1) return `Highest of all ${group}`
  if (shareBelow === 0) return `Lowest of all ${group}`
  return `Higher than ${String(Math.round(shareBelow * 100))} % of ${group}`
}

/** Where the node's value lies among those of its peers, on a scale that holds them all. */
export const preparePeers = (standing: PeerMetric, sharing: PeersAnswer['sharing']): PeerPicture => {
  const { value, values, median, unit } = standing
  const all = [value, ...values]
  const low = all.reduce((least, other) => Math.min(least, other))
  const high = all.reduce((most, other) => Math.max(most, other))
  const isFlat = high === low
  const placeOf = (of: number) => (isFlat ? 50 : ((of - low) / (high - low)) * 100)
  const middle = median === null || isFlat ? '' : `, median ${formatLong(median, unit)}`
  return {
    own: placeOf(value),
    median: median === null ? null : placeOf(median),
    dots: values.map((other) => `M${placeOf(other).toFixed(1)} .5h0`).join(''),
    text: `${standingText(standing, sharing, isFlat)}${middle}`,
    isFlat,
    low: formatLong(low, unit),
    high: formatLong(high, unit),
  }
}
