import type { OutagesAnswer, OutagesParams } from '../../contract/outages'
import { resolveWindow } from '../../contract/window'
import type { Snapshot } from '../../store/snapshot'
import { progressOf } from '../../store/store-state'
import { filterNodes } from '../filter-nodes'
import { readListedNodes } from '../node-heard'
import type { Checkpoint } from '../node-maxima'
import { findInWindow } from './find-in-window'
import { readStandings } from './read-standings'
import { toOutagesAnswer } from './to-outages-answer'

export const readOutages = async (
  snapshot: Snapshot,
  params: OutagesParams,
  nowMs: number,
  checkpoint: Checkpoint,
): Promise<OutagesAnswer> => {
  const window = resolveWindow(params, nowMs)
  const asOfMs = progressOf(snapshot.state).asOfMs
  const knownToMs = Math.min(window.toMs, asOfMs ?? nowMs)
  const listed = await readListedNodes(snapshot, window, asOfMs ?? nowMs)
  const nodes = await filterNodes(snapshot, listed, params.filter, Math.min(window.toMs, nowMs))
  const wanted = new Set(nodes)
  const others = listed.filter((node) => !wanted.has(node))
  const search = { window, nodes, others, nowMs, knownToMs }
  const { stepMs, ...told } = await findInWindow(snapshot, search, checkpoint)
  const rows = nodes.map(({ row }) => row)
  const standingOf = await readStandings(snapshot, window, rows)
  const head = { window, nowMs, asOfMs, stepMs, known: listed.length }
  return toOutagesAnswer({ params, head, standingOf, ...told })
}
