import { groupBy } from '../../core/group-by'
import type { ConnectTimeCounter } from '../../core/outages/connect-times'
import type { PathRuns } from '../../core/outages/path-spans'
import type { ProbePath } from '../../core/outages/probe'
import { PROBE_SERIES_PATTERN } from '../../core/outages/probe-series'
import { slicesOf, type Window } from '../../core/series'
import { HOUR_MS } from '../../core/times'
import { readPieces } from '../../store/chunk-pieces'
import type { SourceGroup } from '../../store/chunks'
import { readNodes, type NodeRow } from '../../store/nodes'
import { readRawSamples, readSeriesNamed, type RawSeries } from '../../store/raw-series'
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

export interface LedWindow extends Window {
  /** For so long before the window it is read as well who was reached, but not how fast. */
  leadMs: number
}

/** All probes of a time that tell something of the nodes, of which only the changes are kept. */
export const readProbes = async (
  snapshot: Snapshot,
  { leadMs, ...window }: LedWindow,
  nodes: readonly NodeRow[],
  checkpoint: Checkpoint,
): Promise<ReadProbes> => {
  const { book, wanted } = await openProbes(snapshot, nodes)
  const read = async (groupId: number, span: Window, series: readonly RawSeries[]) => {
    const seriesIds = new Set(series.map(({ id }) => id))
    for (const slice of slicesOf(span, SLICE_MS)) {
      const asked = { ...slice, seriesIds, sourceGroups: [SOURCE_GROUP] }
      const columns = await readRawSamples(snapshot, groupId, asked)
      checkpoint()
      for (const [seriesId, column] of columns) wanted.add(seriesId, column)
    }
  }
  const lead = { fromMs: window.fromMs - leadMs, toMs: window.fromMs }
  for (const [groupId, ofGroup] of groupBy(wanted.series, (one) => one.groupId)) {
    await read(groupId, lead, ofGroup.filter(wanted.isAttempt))
    await read(groupId, window, ofGroup)
  }
  return told(book, wanted)
}

/** A time in which a node, which is told by its place, may have been reached. */
export interface Attempts extends Window {
  target: number
}

/** As `readProbes`, but only those that try to reach a node in a short time of its own; of each node the earliest first. */
export const readAttempts = async (
  snapshot: Snapshot,
  attempts: readonly Attempts[],
  nodes: readonly NodeRow[],
  checkpoint: Checkpoint,
): Promise<ReadProbes> => {
  const { book, wanted } = await openProbes(snapshot, nodes)
  const pieces = attempts.flatMap(({ target, ...span }) =>
    [...groupBy(wanted.seriesTo(target), (one) => one.groupId)].map(([groupId, ofGroup]) => ({
      ...span,
      groupId,
      seriesIds: new Set(ofGroup.map(({ id }) => id)),
    })),
  )
  for (const columns of await readPieces(snapshot, pieces, SOURCE_GROUP, checkpoint))
    for (const [seriesId, column] of columns) wanted.add(seriesId, column)
  return told(book, wanted)
}

/** Nothing that the checklist reads, so that it is stored with what else is. */
const SOURCE_GROUP: SourceGroup = 'other'

const openProbes = async (
  snapshot: Snapshot,
  nodes: readonly NodeRow[],
): Promise<{ book: EndpointBook; wanted: WantedProbes }> => {
  const book = new EndpointBook(nodes, await readNodes(snapshot))
  const wanted = new WantedProbes(
    await readSeriesNamed(snapshot, PROBE_SERIES_PATTERN),
    (one) => book.pathOf(one),
    (endpoint) => endpoint < nodes.length,
  )
  return { book, wanted }
}

const told = ({ endpoints }: EndpointBook, { paths, probes, times }: WantedProbes): ReadProbes => ({
  endpoints,
  paths,
  probes,
  times,
})
