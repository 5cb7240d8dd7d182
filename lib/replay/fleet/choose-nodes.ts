import type { Random } from '../random'
import type { PlannedNode } from './plan-fleet'

/** As many of the candidates as the share of all nodes is, at least one, in the order of the fleet. */
export const chooseNodes = (
  nodes: readonly PlannedNode[],
  candidates: readonly PlannedNode[],
  share: number,
  random: Random,
): PlannedNode[] => {
  const wanted = Math.max(1, Math.round(nodes.length * share))
  return candidates
    .map((node) => ({ node, lot: random.fork(node.index).uniform() }))
    .sort((one, other) => one.lot - other.lot)
    .slice(0, wanted)
    .map(({ node }) => node)
    .sort((one, other) => one.index - other.index)
}

/** Notes a fact that holds as long as the node does. */
export const giveFact = (node: PlannedNode, fact: string, value: string): void => {
  node.facts.push({ fact, value, fromMs: -Infinity, toMs: Infinity })
}
