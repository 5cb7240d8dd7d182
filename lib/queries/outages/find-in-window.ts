import type { NodeHistory } from '../../core/fleet-history'
import { mayBeCutOff } from '../../core/outages/cut-off'
import { findOutages, type FoundOutages } from '../../core/outages/find-outages'
import { isReplacedIn } from '../../core/outages/replaced'
import { ofFirstNodes, readPresence, type Presence } from '../../core/outages/silences'
import type { Window } from '../../core/series'
import { DAY_MS, HOUR_MS } from '../../core/times'
import type { NodeRow } from '../../store/nodes'
import type { Snapshot } from '../../store/snapshot'
import type { HeardNode } from '../node-heard'
import type { Checkpoint } from '../node-maxima'
import { readNodeHistories } from '../read-node-histories'
import { heardWindow, readHeard } from './read-heard'
import { readProbes, type ReadProbes } from './read-probes'

/** What began before the window is still out in it. */
const SILENCE_LEAD_MS = DAY_MS
const PROBE_LEAD_MS = 6 * HOUR_MS
/** Enough of a lead where whatever fails in the window began to within it. */
const SHORT_PROBE_LEAD_MS = HOUR_MS

export interface OutageSearch {
  window: Window
  /** Of whom outages are told. */
  nodes: readonly HeardNode[]
  /** Who else is listed: whether the listener is deaf is judged among all. */
  others: readonly HeardNode[]
  nowMs: number
  /** What came later is not known yet. */
  knownToMs: number
}

export interface FoundInWindow {
  /** How long after the last sample of a node its silence can be told. */
  stepMs: number
  presence: Presence
  probed: ReadProbes
  /** In the order of the nodes. */
  histories: NodeHistory[]
  found: FoundOutages
}

/** The outages that silences and probes tell of, from before the window to its end. */
export const findInWindow = async (
  snapshot: Snapshot,
  { window, nodes, others, nowMs, knownToMs }: OutageSearch,
  checkpoint: Checkpoint,
): Promise<FoundInWindow> => {
  const rows = nodes.map(({ row }) => row)
  const all = [...nodes, ...others]
  const stepped = await heardWindow(snapshot, window, SILENCE_LEAD_MS, all.length, nowMs)
  const steps = await readHeard(snapshot, stepped, all, knownToMs, checkpoint)
  const presence = ofFirstNodes(readPresence(steps), nodes.length)
  const probed = await readLedProbes(snapshot, window, rows, presence, checkpoint)
  const histories = await readNodeHistories(snapshot, rows)
  checkpoint()
  const found = findOutages({
    presence,
    stepMs: steps.stepMs,
    ...probed,
    asOfMs: knownToMs,
    isReplaced: (node, span) => isReplacedIn(histories[node], span),
  })
  return { stepMs: steps.stepMs, presence, probed, histories, found }
}

/** The whole lead only where what goes on in the window may have begun before the short one. */
const readLedProbes = async (
  snapshot: Snapshot,
  window: Window,
  rows: readonly NodeRow[],
  { silences }: Presence,
  checkpoint: Checkpoint,
): Promise<ReadProbes> => {
  const { fromMs, toMs } = window
  const read = (leadMs: number) => readProbes(snapshot, { ...window, leadMs }, rows, checkpoint)
  const shortFromMs = fromMs - SHORT_PROBE_LEAD_MS
  const isLongSilent = silences.some((silence) => silence.fromMs < shortFromMs && silence.toMs > fromMs)
  if (toMs - fromMs > PROBE_LEAD_MS || isLongSilent) return read(PROBE_LEAD_MS)
  const probed = await read(SHORT_PROBE_LEAD_MS)
  return mayBeCutOff(probed.probes, shortFromMs, fromMs) ? read(PROBE_LEAD_MS) : probed
}
