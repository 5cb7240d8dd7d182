import {
  compareGroups,
  isSignificant,
  type Estimate,
  type Stratum,
  type TestedEstimate,
} from './compare-groups'
import type { WaveTimes } from './wave-times'
import type { Window } from '../series'

/** Which nodes are compared with which. */
export interface Groups {
  changed: readonly number[]
  others: readonly number[]
  /** What nodes must have in common to be compared, such as their role. */
  stratumOf: (node: number) => string
}

/** The value of a node in a window; null was not measured. */
export type ValueOf = (node: number, window: Window) => number | null

export interface Difference extends TestedEstimate {
  /** Changed nodes that have no others of their kind, or were not measured. */
  leftOut: number
}

export interface DifferenceInDifferences extends Difference {
  /** The same comparison of two times before anything changed: it should find nothing. Null where it cannot be made. */
  placebo: Estimate | null
  /** False where the groups went apart already before. */
  isTrusted: boolean
}

const toStrata = (
  { changed, others, stratumOf }: Groups,
  valueOf: (node: number) => number | null,
): Stratum[] => {
  const strata = new Map<string, { changed: number[]; others: number[] }>()
  const add = (side: 'changed' | 'others') => (node: number) => {
    const value = valueOf(node)
    if (value === null) return
    const key = stratumOf(node)
    const stratum = strata.get(key) ?? { changed: [], others: [] }
    strata.set(key, stratum)
    stratum[side].push(value)
  }
  changed.forEach(add('changed'))
  others.forEach(add('others'))
  return [...strata.values()]
}

/** Groups that were always different; a comparison of groups, not of what a change did. */
export const compareStanding = (groups: Groups, valueOf: ValueOf, window: Window): Difference | null => {
  const estimate = compareGroups(toStrata(groups, (node) => valueOf(node, window)))
  return estimate === null ? null : { ...estimate, leftOut: groups.changed.length - estimate.changed }
}

/** So large a part of what was found, found before the change, puts it in doubt. */
const DOUBTFUL_PART = 0.25

/**
 * What a change did beyond what happened to nodes that were not changed: for each node the mean after less the mean
 * before, compared between the groups (Ashenfelter and Card, 1985; node-level means as by Bertrand, Duflo and
 * Mullainathan, 2004, so that samples of a node are not taken for independent ones). Null where a group is too small.
 */
export const differenceInDifferences = (
  groups: Groups,
  valueOf: ValueOf,
  { earlier, before, after }: WaveTimes,
): DifferenceInDifferences | null => {
  const between = (one: Window, other: Window) => (node: number) => {
    const [from, to] = [valueOf(node, one), valueOf(node, other)]
    return from === null || to === null ? null : to - from
  }
  const estimate = compareGroups(toStrata(groups, between(before, after)))
  if (estimate === null) return null
  const placebo = earlier === null ? null : compareGroups(toStrata(groups, between(earlier, before)))
  const drifted =
    placebo !== null &&
    isSignificant(placebo) &&
    Math.abs(placebo.estimate) >= DOUBTFUL_PART * Math.abs(estimate.estimate)
  return {
    ...estimate,
    leftOut: groups.changed.length - estimate.changed,
    placebo,
    isTrusted: !drifted,
  }
}
