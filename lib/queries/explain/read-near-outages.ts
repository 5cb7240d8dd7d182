import { OUTAGE_SOURCE, type ExplainAnswer } from '../../contract/explain'
import type { ExplainedEvent } from '../../core/explain/match-events'
import type { Outage } from '../../core/outages/find-outages'
import type { Window } from '../../core/series'
import { DAY_MS } from '../../core/times'
import type { NodeRow } from '../../store/nodes'
import type { Snapshot } from '../../store/snapshot'
import { progressOf } from '../../store/store-state'
import { readListedNodes } from '../node-heard'
import type { Checkpoint } from '../node-maxima'
import { findInWindow } from '../outages/find-in-window'
import type { Endpoint } from '../outages/endpoint-book'
import { mostTelling, tellNearOutage } from './outage-sentences'

export interface NearOutages {
  /** Of nodes, to be matched with what is affected. */
  events: ExplainedEvent[]
  /** Null where nobody was out. */
  answer: ExplainAnswer['outages']
}

/** A longer window is refused where the answer leads to. */
const LONGEST_MS = 400 * DAY_MS

/** Who could not be reached or was silent in a span, as evidence beside the metrics, which say nothing of it themselves. */
export const readNearOutages = async (
  snapshot: Snapshot,
  rows: readonly NodeRow[],
  { fromMs, toMs }: Window,
  nowMs: number,
  checkpoint: Checkpoint,
): Promise<NearOutages> => {
  const asOfMs = progressOf(snapshot.state).asOfMs ?? nowMs
  const window = { fromMs: Math.max(fromMs, toMs - LONGEST_MS), toMs }
  const nodes = await readListedNodes(snapshot, window, asOfMs)
  const search = { window, nodes, others: [], nowMs, knownToMs: Math.min(toMs, asOfMs) }
  const { found, probed } = await findInWindow(snapshot, search, checkpoint)
  const { endpoints } = probed
  const outages = found.outages.filter((outage) => touches(outage, window))
  const placeOf = new Map(rows.map(({ id }, place) => [id, place]))
  const begun = outages.filter((outage) => outage.fromMs >= window.fromMs).reverse()
  return {
    events: begun.flatMap((outage) => toEvents(outage, endpoints, placeOf)),
    answer:
      outages.length === 0
        ? null
        : {
            window,
            total: outages.length,
            nodes: new Set(outages.map(({ endpoint }) => endpoint)).size,
            episodes: mostTelling(outages, Math.min(toMs, asOfMs)).map((outage) => ({
              node: {
                id: endpoints[outage.endpoint]?.row?.id ?? null,
                name: endpoints[outage.endpoint]?.name ?? '',
              },
              kind: outage.kind,
              fromMs: outage.fromMs,
              toMs: outage.toMs,
              sentence: tellNearOutage(outage, {
                target: outage.path === null ? null : (endpoints[outage.path.target]?.name ?? ''),
                windowToMs: toMs,
                asOfMs,
              }),
            })),
          },
  }
}

const touches = (outage: Outage, { fromMs, toMs }: Window): boolean =>
  outage.fromMs < toMs && (outage.toMs ?? Infinity) > fromMs

/** A path that fails says nothing of a node by itself. */
const toEvents = (
  { kind, endpoint, fromMs }: Outage,
  endpoints: readonly Endpoint[],
  placeOf: ReadonlyMap<number, number>,
): ExplainedEvent[] => {
  const id = endpoints[endpoint]?.row?.id
  const place = id === undefined ? undefined : placeOf.get(id)
  if (kind === 'path' || place === undefined) return []
  return [{ source: OUTAGE_SOURCE, name: 'outage', atMs: fromMs, node: place, isFinding: true }]
}
