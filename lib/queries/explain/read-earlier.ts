import type { Earlier } from '../../core/explain/explain'
import type { IncidentSignature } from '../../core/explain/incident-signature'
import { DAY_MS, hourOf } from '../../core/times'
import type { NodeRow } from '../../store/nodes'
import { readOnsets } from '../../store/onsets'
import type { Snapshot } from '../../store/snapshot'
import { assembleOnsets } from '../assemble-onsets'
import { NodePlaces } from '../slots-of-nodes'
import type { ExplainWindow } from './explain-window'

const EARLIER_DAYS = 14

/** The bursts of the metrics of a signature, found when their hours were sealed. */
export const readEarlier = async (
  snapshot: Snapshot,
  nodes: readonly NodeRow[],
  { window }: ExplainWindow,
  signature: IncidentSignature,
): Promise<Earlier> => {
  const toMs = hourOf(window.fromMs)
  const before = { fromMs: toMs - EARLIER_DAYS * DAY_MS, toMs }
  const places = new NodePlaces(nodes)
  const bursts: Earlier['bursts'][number][] = []
  for (const { metric } of signature)
    bursts.push(assembleOnsets(metric, await readOnsets(snapshot, before, metric), places, before))
  const firsts = bursts.flatMap(({ onsets }) =>
    onsets.length === 0 ? [] : [onsets.startMs.reduce((a, b) => Math.min(a, b))],
  )
  const since = firsts.reduce((first, at) => Math.min(first, at), toMs)
  return { signature, bursts, days: Math.ceil((toMs - since) / DAY_MS) }
}
