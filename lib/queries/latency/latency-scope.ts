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
  /** Null is any. */
  vantage: string | null
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
  const isFiltered = params.filter.trim() !== ''
  const series = isFiltered ? await readFiltered(snapshot, streams, params.filter, atMs) : null
  return { streams, series, vantage }
}

/** A node is found by what its sender calls it, as that of an event is. */
const readFiltered = async (
  snapshot: Snapshot,
  streams: ReadonlyMap<number, LatencyStreamRow>,
  filter: string,
  atMs: number,
): Promise<Map<number, LatencySeriesRow>> => {
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
  return new Map(series.filter(isMeant).map((row) => [row.id, row]))
}
