import type { ExplainAnswer } from '../../contract/explain'
import type { NodeHistory } from '../../core/fleet-history'
import { OUTCOMES } from '../../core/observer/outcomes'
import { planChanges } from '../../core/observer/plan-comparisons'
import type { Window } from '../../core/series'
import type { NodeRow } from '../../store/nodes'
import type { Snapshot } from '../../store/snapshot'
import type { Checkpoint } from '../node-maxima'
import { readComparison } from '../observer/read-comparison'

type ObserverSuspect = NonNullable<ExplainAnswer['observers']>[number]

/** Waves that are compared, the newest first. */
const MOST_WAVES = 3

interface Asked {
  /** With its lead, since what was changed shortly before may be what did it. */
  window: Window
  asOfMs: number
}

/**
 * Changes of what observes the nodes after which they were worse off than nodes that were not changed, beyond what chance
 * makes in all comparisons taken together; where the time before could not be checked, the sentence says so.
 */
export const readObserverSuspects = async (
  snapshot: Snapshot,
  rows: readonly NodeRow[],
  histories: readonly NodeHistory[],
  { window, asOfMs }: Asked,
  checkpoint: Checkpoint,
): Promise<ObserverSuspect[]> => {
  const { plans } = planChanges(histories, window, asOfMs, MOST_WAVES)
  const compared = plans.filter(({ refusal }) => refusal === null)
  const comparisons = compared.length * OUTCOMES.length
  const suspects: ObserverSuspect[] = []
  for (const plan of compared) {
    checkpoint()
    const { name, fact, from, to, effects, changedAt } = await readComparison(
      snapshot,
      plan,
      rows,
      checkpoint,
      comparisons,
    )
    const worse = effects.find(
      ({ estimate, isSignificant, isTrusted }) => isSignificant && isTrusted && estimate > 0,
    )
    if (worse === undefined) continue
    suspects.push({
      name,
      fact,
      from,
      to,
      atMs: changedAt?.fromMs ?? window.fromMs,
      sentence: worse.doubt === null ? worse.sentence : `${worse.sentence} ${worse.doubt}`,
    })
  }
  return suspects
}
