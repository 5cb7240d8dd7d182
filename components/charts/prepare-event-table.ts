import { formatDateTime } from '@/components/ui/format-time'
import type { EventAnswer, EventsAnswer } from '@/lib/contract/events'
import type { Zone } from '@/lib/contract/view-choices'
import { lengthText, whereText } from './prepare-event-lane'

export interface EventTableRow {
  id: number
  time: string
  /** Empty for a moment. */
  length: string
  where: string
  what: string
  text: string
  source: string
  attributes: string
}

export const describeEventCount = ({ events, cut }: Pick<EventsAnswer, 'events' | 'cut'>): string => {
  if (cut !== null) return `Newest ${String(cut.shown)} of ${String(cut.of)} events`
  return events.length === 1 ? '1 event' : `${String(events.length)} events`
}

const attributesText = ({ attributes }: EventAnswer): string =>
  Object.entries(attributes)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(', ')

export const prepareEventRows = (events: readonly EventAnswer[], zone: Zone): EventTableRow[] =>
  events.map((event) => ({
    id: event.id,
    time: formatDateTime(event.startMs, zone),
    length: lengthText(event) ?? '',
    where: whereText(event),
    what: `${event.kind} ${event.name}`,
    text: event.text,
    source: event.source,
    attributes: attributesText(event),
  }))

const CSV_HEADER = ['start', 'end', 'where', 'source', 'kind', 'name', 'text', 'attributes']

const isoOf = (atMs: number | null): string => (atMs === null ? '' : new Date(atMs).toISOString())

export const eventCsvRows = (events: readonly EventAnswer[]): string[][] => [
  CSV_HEADER,
  ...events.map((event) => [
    isoOf(event.startMs),
    isoOf(event.endMs),
    whereText(event),
    event.source,
    event.kind,
    event.name,
    event.text,
    attributesText(event),
  ]),
]
