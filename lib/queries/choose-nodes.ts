import type { FleetParams } from '../contract/fleet'
import { pinsIn } from '../contract/fleet-choice'
import { parseMatchers, toPredicate, type LabelPredicate } from '../core/label-matchers'
import type { Labels } from '../core/series'
import type { Snapshot } from '../store/snapshot'
import type { HeardNode } from './node-heard'
import { readNodeLabels } from './node-labels'

export interface ChosenNode extends HeardNode {
  /** Empty where the node lacks the label; null where the fleet is not grouped. */
  group: string | null
  isCritical: boolean
}

export interface ChosenNodes {
  /** Those that the filter matches. */
  nodes: ChosenNode[]
  /** Pinned, in the order of the pins; some are among `nodes`. */
  pinned: ChosenNode[]
}

type Choice = Pick<FleetParams, 'filter' | 'critical' | 'only' | 'group' | 'pins'>

interface Matching {
  names: string[]
  /** Null where nothing is asked for. */
  fits: LabelPredicate | null
}

const toMatching = (text: string): Matching => {
  if (text.trim() === '') return { names: [], fits: null }
  const matchers = parseMatchers(text)
  return { names: matchers.map(({ label }) => label), fits: toPredicate(matchers) }
}

const isPlain = (choice: Choice): boolean =>
  [choice.filter, choice.critical, choice.group].every((text) => text.trim() === '')

/** Whether the answer depends on more than blocks and nodes. */
export const readsFacts = (choice: Choice): boolean => !isPlain(choice)

const groupOf = (labels: Labels, group: string): string | null =>
  group === '' ? null : (labels[group] ?? '')

/** Which nodes are on the page, and in which group, by their labels and by the facts in force at `atMs`. */
export const chooseNodes = async (
  snapshot: Snapshot,
  listed: readonly HeardNode[],
  choice: Choice,
  atMs: number,
): Promise<ChosenNodes> => {
  const filter = toMatching(choice.filter)
  const critical = toMatching(choice.critical)
  const names = [...filter.names, ...critical.names, ...(choice.group === '' ? [] : [choice.group])]
  const rows = listed.map(({ row }) => row)
  const labels = isPlain(choice) ? [] : await readNodeLabels(snapshot, rows, names, atMs)
  const labelled = listed.map((node, place) => {
    const own = labels[place] ?? {}
    const isCritical = critical.fits?.(own) ?? false
    const isWanted = (filter.fits?.(own) ?? true) && (choice.only === 'all' || isCritical)
    return { isWanted, node: { ...node, group: groupOf(own, choice.group), isCritical } }
  })
  const byId = new Map(labelled.map(({ node }) => [node.row.id, node]))
  return {
    nodes: labelled.flatMap(({ isWanted, node }) => (isWanted ? [node] : [])),
    pinned: pinsIn(choice.pins).flatMap((id) => byId.get(id) ?? []),
  }
}
