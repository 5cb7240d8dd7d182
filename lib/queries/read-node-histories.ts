import type { FactInterval, NodeHistory } from '../core/fleet-history'
import { readFacts, type FactObservation } from '../store/facts'
import type { NodeRow } from '../store/nodes'
import type { Reader } from '../store/reader'
import { groupBy } from '../core/group-by'

/** Labels and facts of the nodes, in their order, for as long as each held. */
export const readNodeHistories = async (
  reader: Reader,
  nodes: readonly NodeRow[],
): Promise<NodeHistory[]> => {
  const byNode = groupBy(await readFacts(reader), ({ nodeId }) => nodeId)
  return nodes.map((node) => ({
    name: node.name,
    facts: [...labelsOf(node), ...toIntervals(byNode.get(node.id) ?? [])],
  }))
}

const labelsOf = ({ labels, cluster }: NodeRow): FactInterval[] =>
  Object.entries({ ...labels, cluster })
    .filter(([, value]) => value !== '')
    .map(([fact, value]) => ({ fact, value, fromMs: -Infinity, toMs: Infinity }))

/** Of devices the first speaks for the node. What was observed first held before, too. */
const toIntervals = (observations: readonly FactObservation[]): FactInterval[] =>
  [...groupBy(observations, ({ name }) => name).values()].flatMap((ofFact) => {
    const [first] = ofFact
    const own = ofFact.filter(({ device }) => device === first?.device)
    return own.map(({ name, value, observedMs }, at) => ({
      fact: name,
      value,
      fromMs: at === 0 ? -Infinity : observedMs,
      toMs: own[at + 1]?.observedMs ?? Infinity,
    }))
  })
