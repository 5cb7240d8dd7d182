import { groupBy } from '../../core/group-by'
import type { ConnectTimeCounter } from '../../core/outages/connect-times'
import type { PathRuns } from '../../core/outages/path-spans'
import type { ProbePath } from '../../core/outages/probe'
import { PROBE_SERIES_PATTERN } from '../../core/outages/probe-series'
import type { Window } from '../../core/series'
import { HOUR_MS } from '../../core/times'
import { readNodes, type NodeRow } from '../../store/nodes'
import { readRawSamples, readSeriesNamed } from '../../store/raw-series'
import type { Snapshot } from '../../store/snapshot'
import type { Checkpoint } from '../node-maxima'
import { EndpointBook, type Endpoint } from './endpoint-book'
import { WantedProbes } from './wanted-probes'

/** Read at once, so that a week of a large mesh is never held. */
const SLICE_MS = 6 * HOUR_MS

export interface ReadProbes {
  /** The nodes of the question first, in their order. */
  endpoints: Endpoint[]
  paths: ProbePath[]
  probes: PathRuns[]
  times: ConnectTimeCounter
}

/** A time whose probes are wanted: all, or those that try to reach one of the nodes, which is told by its place. */
export interface ProbePiece extends Window {
  target?: number
}

/** All probes of some times that tell something of the nodes, the earliest first, of which only the changes are kept. */
export const readProbes = async (
  snapshot: Snapshot,
  pieces: readonly ProbePiece[],
  nodes: readonly NodeRow[],
  checkpoint: Checkpoint,
): Promise<ReadProbes> => {
  const book = new EndpointBook(nodes, await readNodes(snapshot))
  const wanted = new WantedProbes(
    await readSeriesNamed(snapshot, PROBE_SERIES_PATTERN),
    (one) => book.pathOf(one),
    (endpoint) => endpoint < nodes.length,
  )
  for (const piece of pieces)
    for (const [groupId, ofGroup] of groupBy(wanted.seriesOf(piece.target), (one) => one.groupId)) {
      const seriesIds = new Set(ofGroup.map(({ id }) => id))
      for (const slice of slicesOf(piece)) {
        const asked = { ...slice, seriesIds, sourceGroups: ['other'] } as const
        const columns = await readRawSamples(snapshot, groupId, asked)
        checkpoint()
        for (const [seriesId, column] of columns) wanted.add(seriesId, column)
      }
    }
  const { paths, probes, times } = wanted
  return { endpoints: book.endpoints, paths, probes, times }
}

const slicesOf = ({ fromMs, toMs }: Window): Window[] =>
  Array.from({ length: Math.max(0, Math.ceil((toMs - fromMs) / SLICE_MS)) }, (_, slice) => ({
    fromMs: fromMs + slice * SLICE_MS,
    toMs: Math.min(toMs, fromMs + (slice + 1) * SLICE_MS),
  }))
