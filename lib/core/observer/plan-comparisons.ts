import type { NodeHistory } from '../fleet-history'
import { groupBy } from '../group-by'
import type { Window } from '../series'
import { FEWEST_NODES } from './compare-groups'
import type { Groups } from './difference-in-differences'
import { findChanges, type ChangeWave } from './find-changes'
import { isObserverFact } from './observer-facts'
import type { Compared } from './tell-effect'
import { waveTimes, wholeOf, type WaveTimes } from './wave-times'

/** Why nodes are not compared. */
export type Refusal = 'few-changed' | 'few-others' | 'too-soon' | 'unsteady'

export interface ComparisonPlan extends Compared {
  groups: Groups
  /** From the first change to the last; null where nothing changed. */
  changedAt: Window | null
  /** Null where groups are compared that always were different. */
  times: WaveTimes | null
  /** All that is looked at. */
  window: Window
  /** Whether nodes are compared with those of their role only. */
  isMatched: boolean
  refusal: Refusal | null
}

export interface PlannedComparisons {
  plans: ComparisonPlan[]
  /** Waves of so few nodes that nobody could tell anything. */
  smallWaves: number
}

/** What a node is for; nodes of other roles live another life. */
const ROLE = 'role'

const valueAt = ({ facts }: NodeHistory, name: string, atMs: number): string | undefined =>
  facts.findLast(({ fact, fromMs, toMs }) => fact === name && fromMs <= atMs && atMs < toMs)?.value

const isSteady = ({ facts }: NodeHistory, name: string, window: Window): boolean =>
  !facts.some(({ fact, fromMs }) => fact === name && fromMs > window.fromMs && fromMs < window.toMs)

const matchRoles = (nodes: readonly NodeHistory[], atMs: number): ((node: number) => string) => {
  const roles = nodes.map((node) => valueAt(node, ROLE, atMs) ?? '')
  return (node) => roles[node] ?? ''
}

const isMatched = ({ changed, stratumOf }: Groups): boolean => changed.some((node) => stratumOf(node) !== '')

const fewOf = ({ changed, others }: Groups): Refusal | null => {
  if (changed.length < FEWEST_NODES) return 'few-changed'
  return others.length < FEWEST_NODES ? 'few-others' : null
}

const planWave = (wave: ChangeWave, nodes: readonly NodeHistory[], asOfMs: number): ComparisonPlan => {
  const { fact, from, to, changes } = wave
  const moments = changes.map(({ atMs }) => atMs)
  const changedAt = { fromMs: Math.min(...moments), toMs: Math.max(...moments) }
  const found = waveTimes(wave, nodes, asOfMs)
  const times = typeof found === 'string' ? null : found
  const window = times === null ? changedAt : wholeOf(times)
  const changed = changes.map(({ node }) => node)
  const isChanged = new Set(changed)
  const others = nodes.flatMap((node, at) => (!isChanged.has(at) && isSteady(node, fact, window) ? [at] : []))
  const stratumOf = matchRoles(nodes, window.fromMs)
  const roles = new Set(changed.map(stratumOf))
  const groups = { changed, others: others.filter((node) => roles.has(stratumOf(node))), stratumOf }
  const refusal = fewOf(groups) ?? (typeof found === 'string' ? found : null)
  return {
    kind: 'change',
    ...{ fact, from, to, groups, changedAt, times, window, refusal },
    isMatched: isMatched(groups),
  }
}

/** Nodes that began to be observed otherwise, against those that did not, the newest first. */
export const planChanges = (
  nodes: readonly NodeHistory[],
  window: Window,
  asOfMs: number,
  most: number,
): PlannedComparisons => {
  const waves = findChanges(nodes, window)
  const large = waves.filter(({ changes }) => changes.length >= FEWEST_NODES)
  const told = large.length > 0 ? large : waves.slice(0, 1)
  return {
    plans: told.slice(0, most).map((wave) => planWave(wave, nodes, asOfMs)),
    smallWaves: waves.length - large.length - (large.length > 0 ? 0 : told.length),
  }
}

/** Nodes by the value that a fact had throughout the window. */
const byStandingValue = (
  nodes: readonly NodeHistory[],
  fact: string,
  window: Window,
): [value: string, nodes: number[]][] => {
  const standing = nodes.flatMap((node, at) => {
    const value = valueAt(node, fact, window.fromMs)
    return value === undefined || !isSteady(node, fact, window) ? [] : [{ at, value }]
  })
  return [...groupBy(standing, ({ value }) => value)]
    .map(([value, ofValue]): [string, number[]] => [value, ofValue.map(({ at }) => at)])
    .sort(([, one], [, other]) => other.length - one.length)
}

/** Nodes that are observed otherwise than most, and were all the time. */
export const planGroups = (nodes: readonly NodeHistory[], window: Window, most: number): ComparisonPlan[] => {
  const names = new Set(nodes.flatMap(({ facts }) => facts.map(({ fact }) => fact)).filter(isObserverFact))
  const stratumOf = matchRoles(nodes, window.fromMs)
  return [...names]
    .sort()
    .flatMap((fact) => {
      const [commonest, ...rest] = byStandingValue(nodes, fact, window)
      if (commonest === undefined) return []
      const [from, others] = commonest
      return rest
        .filter(([, changed]) => changed.length >= FEWEST_NODES)
        .map(([to, changed]): ComparisonPlan => {
          const roles = new Set(changed.map(stratumOf))
          const groups = { changed, others: others.filter((node) => roles.has(stratumOf(node))), stratumOf }
          const refusal = fewOf(groups)
          return {
            kind: 'groups',
            ...{ fact, from, to, groups, changedAt: null, times: null, window, refusal },
            isMatched: isMatched(groups),
          }
        })
    })
    .slice(0, most)
}
