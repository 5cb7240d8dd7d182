'use client'

import {
  describeEventCount,
  eventCsvRows,
  prepareEventRows,
  type EventTableRow,
} from '@/components/charts/prepare-event-table'
import { CsvDownload } from '@/components/ui/csv-download'
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
    <div className="event-list" tabIndex={0} role="region" aria-label="List of events">
      <table className="data-table text-sm">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">What</th>
            <th scope="col">Where</th>
            <th scope="col">Text</th>
            <th scope="col">Length</th>
            <th scope="col">Source</th>
          </tr>
        </thead>
        <tbody>
          {prepareEventRows(answer.events, zone).map((row) => (
            <EventLine key={row.id} row={row} isOpen={String(row.id) === openId} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  </section>
)

interface EventLineProps {
  row: EventTableRow
  isOpen: boolean
  onOpen: (id: string) => void
}

const EventLine = ({ row, isOpen, onOpen }: EventLineProps) => (
  <tr data-open={isOpen}>
    <td className="whitespace-nowrap tabular-nums">{row.time}</td>
    <th scope="row">
      <button
        type="button"
        className="link event-open"
        aria-expanded={isOpen}
        onClick={() => {
          onOpen(isOpen ? '' : String(row.id))
        }}
      >
        {row.what}
      </button>
    </th>
    <td className="event-where">{row.where}</td>
    <td className="event-text">{row.text}</td>
    <td className="whitespace-nowrap">
      {row.length === '' ? <span className="text-muted">moment</span> : row.length}
    </td>
    <td className="text-muted">{row.source}</td>
  </tr>
)
