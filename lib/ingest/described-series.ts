import { hash } from 'node:crypto'
import type { Labels, NodeIdentity } from '@/lib/core/series'

/** A series as its sender wrote it, with the hash that is its identity whatever the protocol. */
export interface DescribedSeries {
  hash: Uint8Array
  node: NodeIdentity
  name: string
  labels: Labels
}

type Pair = readonly [string, string]

const SERIES_HASH_BYTES = 16

/** No text of a series holds a NUL, so no two different series are hashed from the same text. */
const SEPARATOR = '\0'

/** First 16 bytes of the SHA-256 of cluster, instance, name and labels, which are sorted. */
export function seriesHash(node: NodeIdentity, name: string, sorted: readonly Pair[]): Uint8Array {
  let text = node.cluster + SEPARATOR + node.instance + SEPARATOR + name
  for (const [label, value] of sorted) text += SEPARATOR + label + SEPARATOR + value
  return hash('sha256', text, 'buffer').subarray(0, SERIES_HASH_BYTES)
}

export function describeSeries(node: NodeIdentity, name: string, pairs: readonly Pair[]): DescribedSeries {
  const sorted = sortedPairs(pairs)
  return { hash: seriesHash(node, name, sorted), node, name, labels: Object.fromEntries(sorted) }
}

/** Most senders sort them. */
export function sortedPairs(pairs: readonly Pair[]): readonly Pair[] {
  const isSorted = pairs.every(([label], at) => at === 0 || (pairs[at - 1]?.[0] ?? '') < label)
  return isSorted ? pairs : [...pairs].sort(([a], [b]) => (a < b ? -1 : 1))
}

const MAX_TEXT_LENGTH = 200

/** `name{label="value"}`, shortened, for messages. */
export function seriesText(series: { name: string; labels: Labels }): string {
  const pairs = Object.entries(series.labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
  const text = `${series.name}{${pairs.join(',')}}`
  return text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH)}…` : text
}
