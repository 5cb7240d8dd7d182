import type { NodeHistory } from '../fleet-history'
import { factsAt } from '../strata/facts-at'

/** By node the group that it is in; every node is in one. */
export type Partition = Int32Array

/** Fewer have no median that one of them does not decide. */
const FEWEST_PEERS = 4
const MOST_GROUPS = 12
const MOST_PARTITIONS = 8
/** In the group of all who have no group of their own. */
const REST = 0

/**
 * Ways to say who moves with whom: the whole fleet, and its parts by each fact of a few values. Those that part the
 * fleet into the most groups first, but for the whole.
 */
export const partitionsOf = (nodes: readonly NodeHistory[], atMs: number): Partition[] => {
  const facts = nodes.map((node) => factsAt(node, atMs))
  const names = [...new Set(facts.flatMap((held) => [...held.keys()]))].sort()
  const found = new Map<string, { partition: Partition; groups: number }>()
  for (const name of names) {
    const partition = partitionBy(facts.map((held) => held.get(name) ?? ''))
    const groups = new Set(partition).size
    if (groups > 1) found.set(partition.join(), { partition, groups })
  }
  const parted = [...found.values()].sort((one, other) => other.groups - one.groups)
  return [
    new Int32Array(nodes.length),
    ...parted.slice(0, MOST_PARTITIONS - 1).map(({ partition }) => partition),
  ]
}

const partitionBy = (texts: readonly string[]): Partition => {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  const large = [...counts].filter(([, count]) => count >= FEWEST_PEERS).map(([text]) => text)
  if (large.length > MOST_GROUPS) return new Int32Array(texts.length)
  const places = new Map(large.map((text, at) => [text, at + 1]))
  return Int32Array.from(texts, (text) => places.get(text) ?? REST)
}
