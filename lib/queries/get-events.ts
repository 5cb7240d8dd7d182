import type { EventAnswer, EventsAnswer, EventsParams } from '../contract/events'
import { getStore } from '../store/db'
import { readEvents, type EventRow } from '../store/events'
import { readNodes } from '../store/nodes'
import { inSnapshot, type Snapshot } from '../store/snapshot'
import { progressOf } from '../store/store-state'
import { askedSeriesWindow } from './asked-window'
import { bookOfNodes, type NodeBook } from './name-nodes'
import { readWantedNodes } from './read-wanted-nodes'
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
    of: await readWantedNodes(snapshot, { nodes, book }, params, window.toMs),
    source: params.source === '' ? null : params.source,
    kind: params.kind === '' ? null : params.kind,
    text: params.text === '' ? null : params.text,
    limit: params.limit,
  })
  return {
    window,
    asOfMs: progressOf(snapshot.state).asOfMs,
    events: events.map((event) => toAnswer(event, book)),
    cut: events.length === total ? null : { shown: events.length, of: total },
  }
}

const toAnswer = ({ node, ...event }: EventRow, book: NodeBook): EventAnswer => {
  const known = node === null ? null : book.find(event.cluster, node)
  return {
    ...event,
    node: node === null ? null : { id: known?.id ?? null, name: known?.name ?? node },
  }
}
