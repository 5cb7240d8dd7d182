import type { ObserverComparison, ObserverEffect } from '../../contract/observer-effects'
import { isSignificantOf } from '../../core/observer/compare-groups'
import {
  compareStanding,
  differenceInDifferences,
  type DifferenceInDifferences,
} from '../../core/observer/difference-in-differences'
import { OUTCOMES } from '../../core/observer/outcomes'
import type { ComparisonPlan } from '../../core/observer/plan-comparisons'
import { nameComparison, tellDoubt, tellEffect, tellRefusal } from '../../core/observer/tell-effect'
import { BUCKET_MS } from '../../core/times'
import type { NodeRow } from '../../store/nodes'
import type { Snapshot } from '../../store/snapshot'
import type { Checkpoint } from '../node-maxima'
import { tidy, tidyNumber } from '../tidy'
import type { Line, ReadOutcome } from './outcome-question'
import { readOutcomes } from './read-outcome'

const MOST_NAMED = 50

/** What came of one planned comparison. */
export const readComparison = async (
  snapshot: Snapshot,
  plan: ComparisonPlan,
  nodes: readonly NodeRow[],
  checkpoint: Checkpoint,
  /** Of how many the significant ones are picked. */
  comparisons = 1,
): Promise<ObserverComparison> => {
  const { groups, times, window, refusal } = plan
  const parts = times === null ? [window] : [times.earlier, times.before, times.after].filter(isKnown)
  const read =
    refusal === null
      ? await readOutcomes(snapshot, OUTCOMES, { nodes, groups, window, parts }, checkpoint)
      : []
  const sizes = { changed: groups.changed.length, others: groups.others.length }
  return {
    kind: plan.kind,
    fact: plan.fact,
    from: plan.from,
    to: plan.to,
    name: nameComparison(plan),
    changedAt: plan.changedAt,
    before: times?.before ?? null,
    after: times?.after ?? window,
    isMatched: plan.isMatched,
    nodes: groups.changed.slice(0, MOST_NAMED).map((place) => ({
      id: nodes[place]?.id ?? 0,
      name: nodes[place]?.name ?? '',
    })),
    ...sizes,
    refusal: refusal === null ? null : tellRefusal(plan, refusal, sizes),
    effects: read.flatMap((outcome) => toEffect(plan, outcome, comparisons) ?? []),
  }
}

const isKnown = <Value>(value: Value | null): value is Value => value !== null

const findEffect = (plan: ComparisonPlan, { valueOf }: ReadOutcome): DifferenceInDifferences | null => {
  if (plan.times !== null) return differenceInDifferences(plan.groups, valueOf, plan.times)
  const standing = compareStanding(plan.groups, valueOf, plan.window)
  return standing === null ? null : { ...standing, placebo: null, isTrusted: true }
}

/** Null where too few nodes measure it. */
const toEffect = (plan: ComparisonPlan, read: ReadOutcome, comparisons: number): ObserverEffect | null => {
  const found = findEffect(plan, read)
  if (found === null) return null
  const { outcome, lines } = read
  const { changed, others, leftOut, placebo, isTrusted } = found
  const { id, title, unit } = outcome
  return {
    ...{ id, title, unit },
    sentence: tellEffect(plan, outcome, found),
    doubt: plan.times === null ? null : tellDoubt(found, outcome),
    ...intervalOf(found),
    isSignificant: isSignificantOf(found, comparisons),
    ...{ isTrusted, changed, others, leftOut },
    placebo: placebo === null ? null : intervalOf(placebo),
    lines: {
      startMs: plan.window.fromMs,
      stepMs: BUCKET_MS,
      changed: tidied(lines.changed),
      others: tidied(lines.others),
    },
  }
}

const intervalOf = ({ estimate, low, high }: { estimate: number; low: number; high: number }) => ({
  estimate: tidyNumber(estimate),
  low: tidyNumber(low),
  high: tidyNumber(high),
})

const tidied = (line: Line): Line => line.map((value) => (value === null ? null : tidy(value)))
