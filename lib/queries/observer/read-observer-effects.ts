import type { ObserverEffectsAnswer, ObserverEffectsParams } from '../../contract/observer-effects'
import { resolveWindow, snapWindow } from '../../contract/window'
import { isObserverFact } from '../../core/observer/observer-facts'
import { planChanges, planGroups } from '../../core/observer/plan-comparisons'
import type { Window } from '../../core/series'
import { BUCKET_MS, DAY_MS } from '../../core/times'
import type { Snapshot } from '../../store/snapshot'
import { progressOf } from '../../store/store-state'
import { filterNodes } from '../filter-nodes'
import { readListedNodes } from '../node-heard'
import type { Checkpoint } from '../node-maxima'
import { readNodeHistories } from '../read-node-histories'
import { readComparison } from './read-comparison'

/** What was changed lately is asked about, though the window is short. */
const SEARCHED_MS = 7 * DAY_MS
/** Groups are compared over no more than the newest of a long window. */
const LONGEST_GROUPS_MS = DAY_MS
const MOST_CHANGES = 4
const MOST_GROUPS = 4

export const readObserverEffects = async (
  snapshot: Snapshot,
  params: ObserverEffectsParams,
  nowMs: number,
  checkpoint: Checkpoint,
): Promise<ObserverEffectsAnswer> => {
  const asked = resolveWindow(params, nowMs)
  const { asOfMs } = progressOf(snapshot.state)
  const knownToMs = Math.min(asked.toMs, asOfMs ?? nowMs)
  const listed = await readListedNodes(snapshot, asked, asOfMs ?? nowMs)
  const fitting = await filterNodes(snapshot, listed, params.filter, Math.min(asked.toMs, nowMs))
  const rows = fitting.map(({ row }) => row)
  const histories = await readNodeHistories(snapshot, rows)
  checkpoint()
  const searched = { fromMs: Math.min(asked.fromMs, asked.toMs - SEARCHED_MS), toMs: asked.toMs }
  const { plans, smallWaves } = planChanges(histories, searched, knownToMs, MOST_CHANGES)
  const groups = planGroups(histories, groupsWindow(asked, knownToMs), MOST_GROUPS)
  const comparisons = []
  for (const plan of [...plans, ...groups]) {
    checkpoint()
    comparisons.push(await readComparison(snapshot, plan, rows, checkpoint))
  }
  return {
    window: asked,
    searched,
    nowMs,
    asOfMs,
    total: rows.length,
    known: listed.length,
    facts: [...new Set(histories.flatMap(({ facts }) => facts.map(({ fact }) => fact)))]
      .filter(isObserverFact)
      .sort(),
    comparisons,
    smallWaves,
  }
}

const groupsWindow = ({ fromMs }: Window, knownToMs: number): Window => {
  const { fromMs: first, toMs } = snapWindow(
    { fromMs: Math.max(fromMs, knownToMs - LONGEST_GROUPS_MS), toMs: knownToMs },
    BUCKET_MS,
  )
  return { fromMs: Math.min(first, toMs - BUCKET_MS), toMs }
}
