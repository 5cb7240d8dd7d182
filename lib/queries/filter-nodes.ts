import { parseMatchers, toPredicate, type LabelMatcher } from '../core/label-matchers'
import type { Labels } from '../core/series'
import { HOUR_MS } from '../core/times'
import { readFacts, type FactObservation } from '../store/facts'
import type { NodeRow } from '../store/nodes'
import type { Reader } from '../store/reader'
import { groupBy } from './group-by'

/** Since when a node lives: its launch, or its last boot where nobody says more. */
const AGE_FACTS: readonly string[] = ['launch_time', 'boot_time']

const ownLabels = (node: NodeRow): Labels => ({
  ...node.labels,
  cluster: node.cluster,
  instance: node.instance,
  name: node.name,
  node: node.name,
})

/** Names that no node has as a label are facts. */
const factNames = (matchers: readonly LabelMatcher[], nodes: readonly NodeRow[]): string[] => {
  const labels = new Set(nodes.flatMap((node) => Object.keys(ownLabels(node))))
  const names = matchers.map(({ label }) => label).filter((label) => !labels.has(label))
  return names.includes('age') ? [...names, ...AGE_FACTS] : names
}

const ageHours = (facts: Labels, atMs: number): Labels => {
  const since = AGE_FACTS.map((name) => Number(facts[name])).find(Number.isFinite)
  return since === undefined ? {} : { age: String((atMs - since) / HOUR_MS) }
}

/** Facts of the nodes themselves; those of one of their devices would be ambiguous. */
const factsByNode = (facts: readonly FactObservation[], atMs: number): Map<number, Labels> => {
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

/** Nodes that fit the label matchers, by their labels and by the facts in force at `atMs`. */
export const filterNodes = async <Node extends { row: NodeRow }>(
  reader: Reader,
  nodes: readonly Node[],
  filter: string,
  atMs: number,
): Promise<readonly Node[]> => {
  if (filter.trim() === '') return nodes
  const matchers = parseMatchers(filter)
  const names = factNames(
    matchers,
    nodes.map(({ row }) => row),
  )
  const facts = names.length === 0 ? [] : await readFacts(reader, { names, atMs })
  const byNode = factsByNode(facts, atMs)
  const fits = toPredicate(matchers)
  return nodes.filter(({ row }) => fits({ ...byNode.get(row.id), ...ownLabels(row) }))
}
