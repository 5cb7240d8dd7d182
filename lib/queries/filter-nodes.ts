import { parseMatchers, toPredicate } from '../core/label-matchers'
import type { NodeRow } from '../store/nodes'
import type { Reader } from '../store/reader'
import { readNodeLabels } from './node-labels'

/** Nodes that fit the label matchers, by their labels and by the facts in force at `atMs`. */
export const filterNodes = async <Node extends { row: NodeRow }>(
  reader: Reader,
  nodes: readonly Node[],
  filter: string,
  atMs: number,
): Promise<readonly Node[]> => {
  if (filter.trim() === '') return nodes
  const matchers = parseMatchers(filter)
  const rows = nodes.map(({ row }) => row)
  const names = matchers.map(({ label }) => label)
  const labels = await readNodeLabels(reader, rows, names, atMs)
  const fits = toPredicate(matchers)
  return nodes.filter((_, place) => fits(labels[place] ?? {}))
}
