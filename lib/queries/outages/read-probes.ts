import { groupBy } from '../../core/group-by'
import { ConnectTimeCounter } from '../../core/outages/connect-times'
import { PathRuns } from '../../core/outages/path-spans'
import type { ProbePath } from '../../core/outages/probe'
import { PROBE_SERIES_PATTERN, PROBE_SUCCESS } from '../../core/outages/probe-series'
import type { Window } from '../../core/series'
import { HOUR_MS } from '../../core/times'
import { readNodes, type NodeRow } from '../../store/nodes'
import { readRawSamples, readSeriesNamed, type RawSeries } from '../../store/raw-series'
import type { Snapshot } from '../../store/snapshot'
import { bookOfNodes } from '../name-nodes'
import type { Checkpoint } from '../node-maxima'

/** Read at once, so that a week of a large mesh is never held. */
const SLICE_MS = 6 * HOUR_MS

/** Whom a number of an endpoint means. */
export interface Endpoint {
  row: NodeRow | null
  name: string
  cluster: string
}

export interface ReadProbes {
  /** The nodes of the question first, in their order. */
  endpoints: Endpoint[]
  paths: ProbePath[]
  probes: PathRuns[]
  times: ConnectTimeCounter
}

/** A time whose probes are wanted: all, or those of one node alone, which is told by its place among the nodes. */
export interface ProbePiece extends Window {
  target?: number
}

/** All probes of some times, the earliest first, of which only the changes are kept. */
export const readProbes = async (
  snapshot: Snapshot,
  pieces: readonly ProbePiece[],
  nodes: readonly NodeRow[],
  checkpoint: Checkpoint,
): Promise<ReadProbes> => {
  const series = await readSeriesNamed(snapshot, PROBE_SERIES_PATTERN)
  const book = new EndpointBook(nodes, await readNodes(snapshot))
  const times = new ConnectTimeCounter()
  const pathOf = new Map<number, PathRuns>()
  const seriesTo = new Map<number, RawSeries[]>()
  const [paths, probes]: [ProbePath[], PathRuns[]] = [[], []]
  for (const one of series)
    if (one.name === PROBE_SUCCESS) {
      const runs = new PathRuns()
      const path = book.pathOf(one)
      paths.push(path)
      probes.push(runs)
      pathOf.set(one.id, runs)
      seriesTo.set(path.target, [...(seriesTo.get(path.target) ?? []), one])
    }
  const wantedOf = ({ target }: ProbePiece) => (target === undefined ? series : (seriesTo.get(target) ?? []))
  for (const piece of pieces)
    for (const [groupId, ofGroup] of groupBy(wantedOf(piece), (one) => one.groupId))
      for (const slice of slicesOf(piece)) {
        const seriesIds = new Set(ofGroup.map(({ id }) => id))
        const wanted = { ...slice, seriesIds, sourceGroups: ['other' as const] }
        const columns = await readRawSamples(snapshot, groupId, wanted)
        checkpoint()
        for (const [seriesId, { timesMs, values }] of columns) {
          const runs = pathOf.get(seriesId)
          if (runs !== undefined) runs.add({ timesMs, isConnected: values })
          else for (const seconds of values) times.add(seconds)
        }
      }
  return { endpoints: book.endpoints, paths, probes, times }
}

const slicesOf = ({ fromMs, toMs }: Window): Window[] =>
  Array.from({ length: Math.max(0, Math.ceil((toMs - fromMs) / SLICE_MS)) }, (_, slice) => ({
    fromMs: fromMs + slice * SLICE_MS,
    toMs: Math.min(toMs, fromMs + (slice + 1) * SLICE_MS),
  }))

/** Numbers for the ends of paths: of nodes that are asked for, of other nodes, and of what is no node. */
class EndpointBook {
  readonly endpoints: Endpoint[]
  private readonly numbers = new Map<string, number>()
  private readonly byId: ReadonlyMap<number, NodeRow>
  private readonly names

  constructor(nodes: readonly NodeRow[], all: readonly NodeRow[]) {
    this.endpoints = nodes.map(ofNode)
    nodes.forEach(({ id }, number) => this.numbers.set(keyOfNode(id), number))
    this.byId = new Map(all.map((node) => [node.id, node]))
    this.names = bookOfNodes(all.filter(({ kind }) => kind === 'host'))
  }

  pathOf({ nodeId, labels }: RawSeries): ProbePath {
    const source = this.byId.get(nodeId)
    const { target = '', port = '', protocol = 'tcp' } = labels
    const cluster = source?.cluster ?? ''
    const found = this.names.find(cluster, target)
    const isTcp = protocol === 'tcp'
    return {
      source: source === undefined ? this.numberOf('', null) : this.numberOf(source.name, source),
      target: found === null ? this.numberOf(target, null, cluster) : this.numberOf(found.name, found),
      port: isTcp ? port : [protocol, port].filter((part) => part !== '').join(' '),
    }
  }

  private numberOf(name: string, row: NodeRow | null, cluster = ''): number {
    const key = row === null ? JSON.stringify([cluster, name]) : keyOfNode(row.id)
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    const number = this.endpoints.push(row === null ? { row, name, cluster } : ofNode(row)) - 1
    this.numbers.set(key, number)
    return number
  }
}

const keyOfNode = (id: number): string => String(id)

const ofNode = (row: NodeRow): Endpoint => ({ row, name: row.name, cluster: row.cluster })
