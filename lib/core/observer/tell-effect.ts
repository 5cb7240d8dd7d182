import type { Unit } from '../checklist/types'
import { formatCounted, formatLong } from '../format-value'
import { isSignificant, FEWEST_NODES, type Estimate } from './compare-groups'
import { switchValue } from './observer-facts'
import type { Outcome } from './outcomes'

/** Who is compared with whom. */
export interface Compared {
  /** Whether the fact changed, or always was different. */
  kind: 'change' | 'groups'
  fact: string
  /** The value of the others, or of the same nodes before. */
  from: string
  to: string
}

const LONGEST_VALUE = 40
const cut = (text: string): string =>
  text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text

/** Fact names that are a switch and say so with a word: "tracing_enabled" is "tracing". */
const switchName = (fact: string): string => cut(fact.replace(/[._-](enabled|mode|on|state)$/i, ''))

/** "Nodes with tracing enabled", "Nodes on which agent_version went from 1 to 2". */
export const tellNodes = ({ kind, fact, from, to }: Compared): string => {
  const on = switchValue(to)
  if (on !== null && switchValue(from) !== on) {
    const word = on ? 'enabled' : 'disabled'
    return kind === 'change'
      ? `Nodes on which ${switchName(fact)} was ${word}`
      : `Nodes with ${switchName(fact)} ${word}`
  }
  return kind === 'change'
    ? `Nodes on which ${cut(fact)} went from ${cut(from)} to ${cut(to)}`
    : `Nodes with ${cut(fact)} ${cut(to)}`
}

/** As short as a heading: "agent_version 1 → 2", "tracing on against off". */
export const nameComparison = ({ kind, fact, from, to }: Compared): string =>
  kind === 'change'
    ? `${cut(fact)} ${cut(from)} → ${cut(to)}`
    : `${cut(fact)} ${cut(to)} against ${cut(from)}`

const tellOthers = ({ kind, from }: Compared): string => {
  if (kind === 'change') return 'that did not change'
  const on = switchValue(from)
  if (on === null) return `with ${cut(from)}`
  return on ? 'with it enabled' : 'without'
}

const number = (value: number, unit: Unit): string => {
  if (unit !== 'ratio') return formatLong(Math.abs(value), unit)
  const points = Math.abs(value) * 100
  return points.toFixed(points < 0.95 ? 2 : 1)
}

const signed = (value: number, unit: Unit): string => `${value < 0 ? '−' : ''}${number(value, unit)}`

const groups = ({ changed, others }: Pick<Estimate, 'changed' | 'others'>): string =>
  `${formatCounted(changed, 'node')} against ${String(others)}`

/** "… spend 3.1 points more system time (95 %: 2.4 to 3.9), 12 nodes against 12." */
export const tellEffect = (compared: Compared, outcome: Outcome, found: Estimate): string => {
  const { unit, verb, noun } = outcome
  const points = unit === 'ratio' ? ' points' : ''
  const nodes = tellNodes(compared)
  const interval = (sign: number) =>
    sign < 0
      ? `(95 %: ${signed(-found.high, unit)} to ${signed(-found.low, unit)})`
      : `(95 %: ${signed(found.low, unit)} to ${signed(found.high, unit)})`
  const against = tellOthers(compared)
  if (!isSignificant(found))
    return `${nodes} show no difference in ${noun} beyond chance: ${signed(found.estimate, unit)}${points} ${interval(1)}, ${groups(found)} ${against}.`
  const direction = found.estimate > 0 ? 'more' : 'less'
  return `${nodes} ${verb} ${number(found.estimate, unit)}${points} ${direction} ${noun} ${interval(Math.sign(found.estimate))}, ${groups(found)} ${against}.`
}

/** Why there is no comparison; `kept` are the nodes of which enough is known. */
export const tellRefusal = (
  compared: Compared,
  reason: 'few-changed' | 'few-others' | 'too-soon' | 'unsteady',
  { changed, others }: { changed: number; others: number },
): string => {
  const nodes = tellNodes(compared)
  switch (reason) {
    case 'few-changed':
      return `${nodes}: ${String(changed)}. A comparison needs at least ${String(FEWEST_NODES)} on either side.`
    case 'few-others':
      return `${nodes}: ${String(changed)}, but ${others === 0 ? 'no node' : `only ${String(others)}`} of their kind did not change. A comparison needs at least ${String(FEWEST_NODES)} on either side.`
    case 'too-soon':
      return `${nodes}: ${String(changed)}. It is too soon to compare them: a quarter of an hour must have passed.`
    case 'unsteady':
      return `${nodes}: ${String(changed)}. It changed again within a quarter of an hour, so there is nothing steady to compare.`
  }
}

/** What puts a comparison in doubt; null where nothing does. */
export const tellDoubt = (
  { placebo, isTrusted }: { placebo: Estimate | null; isTrusted: boolean },
  { unit, noun }: Outcome,
): string | null => {
  if (placebo === null)
    return 'Too little is known of the time before, so whether the groups were alike then was not checked.'
  if (isTrusted) return null
  return `Not to be trusted: the same nodes went apart by ${signed(placebo.estimate, unit)}${unit === 'ratio' ? ' points' : ''} of ${noun} already before anything changed.`
}
