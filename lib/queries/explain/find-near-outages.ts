import { findOutages, type Outage } from '../../core/outages/find-outages'
import { isReplacedIn } from '../../core/outages/replaced'
import { readPresence } from '../../core/outages/silences'
import type { Window } from '../../core/series'
import { DAY_MS, HOUR_MS } from '../../core/times'
import type { Snapshot } from '../../store/snapshot'
import { readListedNodes } from '../node-heard'
import type { Checkpoint } from '../node-maxima'
import { heardWindow, readHeard } from '../outages/read-heard'
import { readProbes, type Endpoint } from '../outages/read-probes'
import { readNodeHistories } from '../read-node-histories'

/** What began before the window is still out in it; as `readOutages` has it. */
const SILENCE_LEAD_MS = DAY_MS
const PROBE_LEAD_MS = 6 * HOUR_MS

interface FoundNear {
  /** All that touch the window, in order of their beginning. */
  outages: Outage[]
  endpoints: readonly Endpoint[]
}

/** The outages of a window as `readOutages` finds them, without its rates and without its cut. */
export const findNearOutages = async (
  snapshot: Snapshot,
  window: Window,
  { nowMs, asOfMs }: { nowMs: number; asOfMs: number },
  checkpoint: Checkpoint,
): Promise<FoundNear> => {
  const knownToMs = Math.min(window.toMs, asOfMs)
  const heard = await readListedNodes(snapshot, window, asOfMs)
  const rows = heard.map(({ row }) => row)
  const stepped = await heardWindow(snapshot, window, SILENCE_LEAD_MS, heard.length, nowMs)
  const steps = await readHeard(snapshot, stepped, heard, knownToMs, checkpoint)
  const probed = await readProbes(
    snapshot,
    [{ fromMs: window.fromMs - PROBE_LEAD_MS, toMs: window.toMs }],
    rows,
    checkpoint,
  )
  const histories = await readNodeHistories(snapshot, rows)
  checkpoint()
  const { outages } = findOutages({
    presence: readPresence(steps),
    stepMs: steps.stepMs,
    ...probed,
    asOfMs: knownToMs,
    isReplaced: (node, span) => isReplacedIn(histories[node], span),
  })
  return {
    outages: outages.filter(({ fromMs, toMs }) => fromMs < window.toMs && (toMs ?? Infinity) > window.fromMs),
    endpoints: probed.endpoints,
  }
}
