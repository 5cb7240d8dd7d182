import type { ExplainAnswer } from '../../contract/explain'
import type { NodeHistory } from '../../core/fleet-history'
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

/** Changes of what observes the nodes after which they were worse off than nodes that were not changed. */
export const readObserverSuspects = async (
  snapshot: Snapshot,
  rows: readonly NodeRow[],
  histories: readonly NodeHistory[],
  { window, asOfMs }: Asked,
  checkpoint: Checkpoint,
): Promise<ObserverSuspect[]> => {
  const { plans } = planChanges(histories, window, asOfMs, MOST_WAVES)
  const suspects: ObserverSuspect[] = []
  for (const plan of plans.filter(({ refusal }) => refusal === null)) {
    checkpoint()
    const { name, fact, from, to, effects, changedAt } = await readComparison(
      snapshot,
      plan,
      rows,
      checkpoint,
    )
    for (const { sentence, estimate, isSignificant, isTrusted } of effects)
      if (isSignificant && isTrusted && estimate > 0)
        suspects.push({ name, fact, from, to, atMs: changedAt?.fromMs ?? window.fromMs, sentence })
  }
  return suspects
}
