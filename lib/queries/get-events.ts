import type { EventAnswer, EventsAnswer, EventsParams } from '../contract/events'
import { getStore } from '../store/db'
import { readEvents, type EventQuery, type EventRow } from '../store/events'
import { readNodes, type NodeRow } from '../store/nodes'
import { inSnapshot, type Snapshot } from '../store/snapshot'
import { progressOf } from '../store/store-state'
import { askedSeriesWindow } from './asked-window'
import { filterNodes } from './filter-nodes'
import { bookOfNodes, type NodeBook } from './name-nodes'
import { readNamedNodes } from './read-named-nodes'
import type { QueryContext } from './unless-known'

/** Made anew each time: it costs little, and events that were sent a moment ago belong into it. */
export const getEvents = (params: EventsParams, { nowMs }: QueryContext): Promise<EventsAnswer> =>
  inSnapshot(getStore(), (snapshot) => readEventsAnswer(snapshot, params, nowMs))

/** The window is that of charts of the same question, so that what happened lies where its trace is. */
export const readEventsAnswer = async (
  snapshot: Snapshot,
  params: EventsParams,
  nowMs: number,
): Promise<EventsAnswer> => {
  const { window } = askedSeriesWindow(snapshot, { from: params.from, to: params.to }, nowMs)
  const nodes = await readNodes(snapshot)
  const book = bookOfNodes(nodes)
  const { events, total } = await readEvents(snapshot, {
    window,
    of: namesWanted(book, await readWanted(snapshot, nodes, params, window.toMs)),
    source: params.source === '' ? null : params.source,
    kind: params.kind === '' ? null : params.kind,
    limit: params.limit,
  })
  return {
    window,
    asOfMs: progressOf(snapshot.state).asOfMs,
    events: events.map((event) => toAnswer(event, book)),
    cut: events.length === total ? null : { shown: events.length, of: total },
  }
}

/** Null where events of all nodes are asked for, also of those that are not known. */
const readWanted = async (
  snapshot: Snapshot,
  all: readonly NodeRow[],
  params: EventsParams,
  atMs: number,
): Promise<readonly NodeRow[] | null> => {
  if (params.nodes.length === 0 && params.filter.trim() === '') return null
  const named = params.nodes.length === 0 ? all : await readNamedNodes(snapshot, params.nodes)
  const fitting = await filterNodes(
    snapshot,
    named.map((row) => ({ row })),
    params.filter,
    atMs,
  )
  return fitting.map(({ row }) => row)
}

const namesWanted = (book: NodeBook, wanted: readonly NodeRow[] | null): EventQuery['of'] =>
  wanted === null
    ? null
    : { nodes: book.namesOf(wanted), clusters: [...new Set(wanted.map(({ cluster }) => cluster))] }

const toAnswer = ({ node, ...event }: EventRow, book: NodeBook): EventAnswer => {
  const known = node === null ? null : book.find(event.cluster, node)
  return {
    ...event,
    node: node === null ? null : { id: known?.id ?? null, name: known?.name ?? node },
  }
}
