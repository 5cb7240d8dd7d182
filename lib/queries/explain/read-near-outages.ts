import { OUTAGE_SOURCE, type ExplainAnswer } from '../../contract/explain'
import { outagesParams, type OutageEpisodeAnswer } from '../../contract/outages'
import type { ExplainedEvent } from '../../core/explain/match-events'
import type { Window } from '../../core/series'
import type { NodeRow } from '../../store/nodes'
import type { Snapshot } from '../../store/snapshot'
import type { Checkpoint } from '../node-maxima'
import { readOutages } from '../outages/read-outages'
import { tellNearOutage } from './outage-sentences'

export interface NearOutages {
  /** Of nodes, to be matched with what is affected. */
  events: ExplainedEvent[]
  /** Null where nobody was out. */
  answer: ExplainAnswer['outages']
}

const MOST_TOLD = 6

/** Who could not be reached or was silent in a span, as evidence beside the metrics, which say nothing of it themselves. */
export const readNearOutages = async (
  snapshot: Snapshot,
  rows: readonly NodeRow[],
  { fromMs, toMs }: Window,
  nowMs: number,
  checkpoint: Checkpoint,
): Promise<NearOutages> => {
  const params = outagesParams.parse({ from: String(fromMs), to: String(toMs) })
  const { episodes, episodesTotal, nowMs: askedMs } = await readOutages(snapshot, params, nowMs, checkpoint)
  const placeOf = new Map(rows.map(({ id }, place) => [id, place]))
  const begun = episodes.filter((episode) => episode.fromMs >= fromMs)
  return {
    events: begun.flatMap((episode) => toEvents(episode, placeOf)),
    answer:
      episodes.length === 0
        ? null
        : {
            window: { fromMs, toMs },
            total: episodesTotal,
            nodes: new Set(episodes.map(({ node }) => JSON.stringify([node.cluster, node.name]))).size,
            episodes: mostTelling(episodes, askedMs).map((episode) => ({
              node: { id: episode.node.id, name: episode.node.name },
              kind: episode.kind,
              fromMs: episode.fromMs,
              toMs: episode.toMs,
              sentence: tellNearOutage(episode),
            })),
          },
  }
}

/** A path that fails says nothing of a node by itself. */
const toEvents = (
  { kind, node, fromMs }: OutageEpisodeAnswer,
  placeOf: ReadonlyMap<number, number>,
): ExplainedEvent[] => {
  const place = node.id === null ? undefined : placeOf.get(node.id)
  if (kind === 'path' || place === undefined) return []
  return [{ source: OUTAGE_SOURCE, name: 'outage', atMs: fromMs, node: place, isFinding: true }]
}

/** Nodes before paths, the longest first. */
const mostTelling = (episodes: readonly OutageEpisodeAnswer[], nowMs: number): OutageEpisodeAnswer[] =>
  episodes
    .toSorted(
      (one, other) =>
        Number(one.kind === 'path') - Number(other.kind === 'path') ||
        lengthOf(other, nowMs) - lengthOf(one, nowMs),
    )
    .slice(0, MOST_TOLD)

const lengthOf = ({ fromMs, toMs }: OutageEpisodeAnswer, nowMs: number): number => (toMs ?? nowMs) - fromMs
