import { createHash } from 'node:crypto'
import type { Labels, NodeIdentity } from '@/lib/core/series'

/** A series as its sender wrote it, with the hash that is its identity whatever the protocol. */
export interface DescribedSeries {
  /** First 16 bytes of the SHA-256 of cluster, instance, name and sorted labels. */
  hash: Uint8Array
  node: NodeIdentity
  name: string
  labels: Labels
}

const SERIES_HASH_BYTES = 16

/** No text of a series holds a NUL, so no two different series are hashed from the same text. */
const SEPARATOR = '\0'

export function describeSeries(
  node: NodeIdentity,
  name: string,
  pairs: Iterable<readonly [string, string]>,
): DescribedSeries {
  const sorted = [...pairs].sort(([a], [b]) => (a < b ? -1 : 1))
  const text = [node.cluster, node.instance, name, ...sorted.flat()].join(SEPARATOR)
  return {
    hash: createHash('sha256').update(text).digest().subarray(0, SERIES_HASH_BYTES),
    node,
    name,
    labels: Object.fromEntries(sorted),
  }
}

const MAX_TEXT_LENGTH = 200

/** `name{label="value"}`, shortened, for messages. */
export function seriesText(series: { name: string; labels: Labels }): string {
  const pairs = Object.entries(series.labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
  const text = `${series.name}{${pairs.join(',')}}`
  return text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH)}…` : text
}
