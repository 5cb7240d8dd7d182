import type { Labels } from '../core/series'
import { HOUR_MS } from '../core/times'
import { readFacts, type FactObservation } from '../store/facts'
import type { NodeRow } from '../store/nodes'
import type { Reader } from '../store/reader'
import { groupBy } from '../core/group-by'

/** Since when a node lives: its launch, or its last boot where nobody says more. */
const AGE_FACTS: readonly string[] = ['launch_time', 'boot_time']

export const ownLabels = (node: NodeRow): Labels => ({
  ...node.labels,
  cluster: node.cluster,
  instance: node.instance,
  name: node.name,
  node: node.name,
})

/** Names that no node has as a label are facts. */
const factNames = (wanted: readonly string[], nodes: readonly NodeRow[]): string[] => {
  const labels = new Set(nodes.flatMap((node) => Object.keys(ownLabels(node))))
  const names = wanted.filter((name) => !labels.has(name))
  return names.includes('age') ? [...names, ...AGE_FACTS] : names
}

const ageHours = (facts: Labels, atMs: number): Labels => {
  const since = AGE_FACTS.map((name) => Number(facts[name])).find(Number.isFinite)
  return since === undefined ? {} : { age: String((atMs - since) / HOUR_MS) }
}

/** Facts of the nodes themselves; those of one of their devices would be ambiguous. */
export const factsByNode = (facts: readonly FactObservation[], atMs: number): Map<number, Labels> => {
  const byNode = groupBy(
    facts.filter(({ device }) => device === ''),
    ({ nodeId }) => nodeId,
  )
  return new Map(
    [...byNode].map(([nodeId, observations]) => {
      const values = Object.fromEntries(observations.map(({ name, value }) => [name, value]))
      return [nodeId, { ...values, ...ageHours(values, atMs) }]
    }),
  )
}

/** The labels of each node, with those of the wanted names that are facts in force at `atMs`. */
export const readNodeLabels = async (
  reader: Reader,
  nodes: readonly NodeRow[],
  wanted: readonly string[],
  atMs: number,
): Promise<Labels[]> => {
  const names = wanted.length === 0 ? [] : factNames(wanted, nodes)
  const facts = names.length === 0 ? [] : await readFacts(reader, { names, atMs })
  const byNode = factsByNode(facts, atMs)
  return nodes.map((node) => ({ ...byNode.get(node.id), ...ownLabels(node) }))
}
