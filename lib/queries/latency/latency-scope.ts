import type { LatencyParams } from '../../contract/latency'
import {
  readLatencyStreams,
  readSeriesOfStreams,
  type LatencySeriesRow,
  type LatencyStreamRow,
} from '../../store/latency/series'
import { readNodes } from '../../store/nodes'
import type { Snapshot } from '../../store/snapshot'
import { bookOfNodes } from '../name-nodes'
import { filterNodes } from '../filter-nodes'

/** Whose latencies a question means. */
export interface LatencyScope {
  streams: ReadonlyMap<number, LatencyStreamRow>
  /** The series of those nodes that the filter matches; null where there is no filter. */
  series: ReadonlyMap<number, LatencySeriesRow> | null
  /** Streams of which every series is meant, so that what was merged already answers. */
  wholeStreams: ReadonlySet<number>
  /** Null is any. */
  vantage: string | null
}

/** Streams of which some series are meant, and not all. */
export const cutStreams = ({ series, wholeStreams }: LatencyScope): number[] => {
  const meant = new Set(Array.from(series?.values() ?? [], ({ streamId }) => streamId))
  return [...meant].filter((id) => !wholeStreams.has(id))
}

const orAny = (name: string): string | null => (name === '' ? null : name)

export const readLatencyScope = async (
  snapshot: Snapshot,
  params: Pick<LatencyParams, 'service' | 'operation' | 'vantage' | 'filter'>,
  atMs: number,
): Promise<LatencyScope> => {
  const rows = await readLatencyStreams(snapshot, orAny(params.service), orAny(params.operation))
  const streams = new Map(rows.map((row) => [row.id, row]))
  const vantage = orAny(params.vantage)
  if (params.filter.trim() === '')
    return { streams, series: null, wholeStreams: new Set(streams.keys()), vantage }
  return { streams, vantage, ...(await readFiltered(snapshot, streams, params.filter, atMs)) }
}

/** A node is found by what its sender calls it, as that of an event is. */
const readFiltered = async (
  snapshot: Snapshot,
  streams: ReadonlyMap<number, LatencyStreamRow>,
  filter: string,
  atMs: number,
): Promise<Pick<LatencyScope, 'series' | 'wholeStreams'>> => {
  const nodes = await readNodes(snapshot)
  const book = bookOfNodes(nodes)
  const fitting = await filterNodes(
    snapshot,
    nodes.map((row) => ({ row })),
    filter,
    atMs,
  )
  const ids = new Set(fitting.map(({ row }) => row.id))
  const series = await readSeriesOfStreams(snapshot, [...streams.keys()])
  const isMeant = ({ node, streamId }: LatencySeriesRow): boolean => {
    if (node === null) return false
    const known = book.find(streams.get(streamId)?.cluster ?? '', node)
    return known !== null && ids.has(known.id)
  }
  const meant = new Map(series.filter(isMeant).map((row) => [row.id, row]))
  const cut = new Set(series.filter(({ id }) => !meant.has(id)).map(({ streamId }) => streamId))
  return { series: meant, wholeStreams: new Set([...streams.keys()].filter((id) => !cut.has(id))) }
}
