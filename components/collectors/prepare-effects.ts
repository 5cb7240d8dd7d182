import { explainHref } from '@/components/ui/explain-href'
import { toWindowText } from '@/components/ui/time/shift-window'
import type {
  ObserverComparison,
  ObserverEffect,
  ObserverEffectsAnswer,
} from '@/lib/contract/observer-effects'
import { DEFAULT_VIEW, toSearch, type ViewState } from '@/lib/contract/view-state'
import { formatCounted, formatLong } from '@/lib/core/format-value'
import type { Verdict } from '@/lib/core/judge'
import type { Window } from '@/lib/core/series'

/** A line as parts of the plot, left to right and bottom to top; a gap begins another part. */
export interface EffectChart {
  window: Window
  changed: string
  others: string
  low: string
  high: string
  /** When the nodes changed, in parts of the width; null where they always were different. */
  from: number | null
  to: number | null
  label: string
}

const HEADROOM = 0.06

const pathOf = (line: readonly (number | null)[], low: number, high: number): string => {
  let isPen = false
  let path = ''
  line.forEach((value, step) => {
    if (value === null) {
      isPen = false
      return
    }
    const x = (step + 0.5) / line.length
    const y = 1 - (value - low) / (high - low)
    path += `${isPen ? 'L' : 'M'}${x.toFixed(4)} ${y.toFixed(4)}`
    isPen = true
  })
  return path
}

/** Both groups over time, on a scale of their own: from zero, because shares and waits are read from zero. */
export const prepareEffectChart = (effect: ObserverEffect, comparison: ObserverComparison): EffectChart => {
  const { lines, unit, title } = effect
  const { startMs, stepMs, changed, others } = lines
  const window = { fromMs: startMs, toMs: startMs + stepMs * changed.length }
  const most = [...changed, ...others].reduce<number>((max, value) => Math.max(max, value ?? 0), 0)
  const high = most > 0 ? most * (1 + HEADROOM) : 1
  const placeOf = (atMs: number) => (atMs - window.fromMs) / (window.toMs - window.fromMs)
  const { changedAt, after } = comparison
  return {
    window,
    changed: pathOf(changed, 0, high),
    others: pathOf(others, 0, high),
    low: formatLong(0, unit),
    high: formatLong(most, unit),
    from: changedAt === null ? null : placeOf(changedAt.fromMs),
    to: changedAt === null ? null : placeOf(after.fromMs),
    label: `${title} of both groups over time, up to ${formatLong(most, unit)}`,
  }
}

/** What is beyond chance but not to be trusted is neither a finding nor all right. */
export const judgeEffect = ({
  isSignificant,
  isTrusted,
  estimate,
}: Pick<ObserverEffect, 'isSignificant' | 'isTrusted' | 'estimate'>): Verdict => {
  if (!isSignificant) return 'ok'
  if (!isTrusted) return 'not_applicable'
  return estimate > 0 ? 'warn' : 'ok'
}

/** What a reader wants to know first. */
export const sortEffects = (effects: readonly ObserverEffect[]): ObserverEffect[] =>
  effects.toSorted((one, other) => Number(other.isSignificant) - Number(one.isSignificant))

const matcher = (fact: string, value: string): string => `${JSON.stringify(fact)}=${JSON.stringify(value)}`

/** Where the time around it is explained, where the profiles of these nodes are laid against those of the others, and the nodes as they were then. */
export const comparisonLinks = (comparison: ObserverComparison, view: ViewState) => {
  const { fact, from, to, changedAt, after } = comparison
  const followed = { fromMs: changedAt?.fromMs ?? after.fromMs, toMs: after.toMs }
  const atThatTime = { ...view, ...toWindowText(after) }
  return {
    explain: explainHref(view, '/collectors', toWindowText(followed)),
    profiles: `/profiles${toSearch({
      ...atThatTime,
      node: DEFAULT_VIEW.node,
      service: DEFAULT_VIEW.service,
      filter: matcher(fact, to),
      against: 'nodes',
      againstFilter: matcher(fact, from),
    })}`,
    nodeHref: (id: number) => `/nodes/${String(id)}${toSearch(atThatTime)}`,
  }
}

/** Why there is nothing to compare. */
export const describeNothing = ({ facts, total, comparisons }: ObserverEffectsAnswer): string | null => {
  if (comparisons.length > 0) return null
  if (total === 0) return 'No node fits the filter.'
  if (facts.length === 0)
    return 'No fact of these nodes tells how they are observed. The own collector tells agent_version; send facts such as tracing with your samples to compare nodes by them.'
  return `No three nodes are observed otherwise than the rest, by ${facts.slice(0, 5).join(', ')}.`
}

/** What was not compared because it is too little. */
export const describeSmallWaves = ({ smallWaves }: ObserverEffectsAnswer): string | null =>
  smallWaves === 0
    ? null
    : `${formatCounted(smallWaves, 'change', 'changes')} of fewer than 3 nodes at a time ${smallWaves === 1 ? 'is' : 'are'} not compared.`
