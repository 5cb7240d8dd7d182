import type { OutagesAnswer, OutagesParams } from '../../contract/outages'
import { resolveWindow } from '../../contract/window'
import { findOutages } from '../../core/outages/find-outages'
import { isReplacedIn } from '../../core/outages/replaced'
import { ofFirstNodes, readPresence } from '../../core/outages/silences'
import type { Window } from '../../core/series'
import { DAY_MS, HOUR_MS } from '../../core/times'
import type { Snapshot } from '../../store/snapshot'
import { progressOf } from '../../store/store-state'
import { filterNodes } from '../filter-nodes'
import { readListedNodes } from '../node-heard'
import type { Checkpoint } from '../node-maxima'
import { readNodeHistories } from '../read-node-histories'
import { heardWindow, readHeard } from './read-heard'
import { readProbes } from './read-probes'
import { readStandings } from './read-standings'
import { toOutagesAnswer } from './to-outages-answer'

/** What began before the window is still out in it. */
const SILENCE_LEAD_MS = DAY_MS
const PROBE_LEAD_MS = 6 * HOUR_MS

export const readOutages = async (
  snapshot: Snapshot,
  params: OutagesParams,
  nowMs: number,
  checkpoint: Checkpoint,
): Promise<OutagesAnswer> => {
  const asked = resolveWindow(params, nowMs)
  const asOfMs = progressOf(snapshot.state).asOfMs
  const knownToMs = Math.min(asked.toMs, asOfMs ?? nowMs)
  const listed = await readListedNodes(snapshot, asked, asOfMs ?? nowMs)
  const heard = await filterNodes(snapshot, listed, params.filter, Math.min(asked.toMs, nowMs))
  const rows = heard.map(({ row }) => row)
  const wanted = new Set(heard)
  const all = [...heard, ...listed.filter((node) => !wanted.has(node))]
  const stepped = await heardWindow(snapshot, asked, SILENCE_LEAD_MS, all.length, nowMs)
  const steps = await readHeard(snapshot, stepped, all, knownToMs, checkpoint)
  const presence = ofFirstNodes(readPresence(steps), heard.length)
  const probed = await readProbes(snapshot, [withLead(asked, PROBE_LEAD_MS)], rows, checkpoint)
  const histories = await readNodeHistories(snapshot, rows)
  checkpoint()
  const found = findOutages({
    presence,
    stepMs: steps.stepMs,
    ...probed,
    asOfMs: knownToMs,
    isReplaced: (node, span) => isReplacedIn(histories[node], span),
  })
  const standingOf = await readStandings(snapshot, asked, rows)
  return toOutagesAnswer({
    params,
    head: {
      window: asked,
      nowMs,
      asOfMs,
      stepMs: steps.stepMs,
      known: listed.length,
    },
    histories,
    presence,
    probed,
    found,
    standingOf,
  })
}

const withLead = ({ fromMs, toMs }: Window, leadMs: number): Window => ({ fromMs: fromMs - leadMs, toMs })
