'use client'

import {
  describeEventCount,
  eventCsvRows,
  prepareEventRows,
  type EventTableRow,
} from '@/components/charts/prepare-event-table'
import { CsvDownload } from '@/components/ui/csv-download'
import { DataTable, type TableColumn } from '@/components/ui/data-table'
import type { EventsAnswer } from '@/lib/contract/events'
import type { Zone } from '@/lib/contract/view-choices'

interface EventListProps {
  answer: EventsAnswer
  zone: Zone
  openId: string
  onOpen: (id: string) => void
  /** Null where no more can be asked for. */
  onMore: (() => void) | null
}

/** The newest first; each opens its details. */
export const EventList = ({ answer, zone, openId, onOpen, onMore }: EventListProps) => (
  <section className="grid min-w-0 content-start gap-2" aria-label="Events">
    <div className="event-list-head">
      <p>{describeEventCount(answer)}</p>
      {onMore === null || answer.cut === null ? null : (
        <button type="button" className="button-quiet" onClick={onMore}>
          Show more
        </button>
      )}
      <CsvDownload title="events" rows={() => eventCsvRows(answer.events)}>
        CSV<span className="sr-only"> of the events</span>
      </CsvDownload>
      {answer.cut !== null && onMore === null ? (
        <p className="text-muted">Drag over the bars above to see the earlier ones.</p>
      ) : null}
    </div>
    <DataTable
      label="List of events"
      size="text-sm"
      className="event-list"
      rows={prepareEventRows(answer.events, zone)}
      keyOf={({ id }) => id}
      namedBy="What"
      markOf={({ id }) => (String(id) === openId ? 'open' : undefined)}
      columns={eventColumns(openId, onOpen)}
    />
  </section>
)

const eventColumns = (openId: string, onOpen: (id: string) => void): TableColumn<EventTableRow>[] => [
  { title: 'Time', className: 'whitespace-nowrap tabular-nums', cell: ({ time }) => time },
  {
    title: 'What',
    cell: ({ id, what }) => (
      <button
        type="button"
        className="link event-open"
        aria-expanded={String(id) === openId}
        onClick={() => {
          onOpen(String(id) === openId ? '' : String(id))
        }}
      >
        {what}
      </button>
    ),
  },
  { title: 'Where', className: 'event-where', cell: ({ where }) => where },
  { title: 'Text', className: 'event-text', cell: ({ text }) => text },
  { title: 'Length', className: 'whitespace-nowrap', cell: lengthCell },
  { title: 'Source', className: 'text-muted', cell: ({ source }) => source },
]

const lengthCell = ({ length }: EventTableRow) =>
  length === '' ? <span className="text-muted">moment</span> : length
