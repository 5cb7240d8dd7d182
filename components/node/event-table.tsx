'use client'

import { eventCsvRows, prepareEventRows, type EventTableRow } from '@/components/charts/prepare-event-table'
import { CsvDownload } from '@/components/ui/csv-download'
import type { EventAnswer } from '@/lib/contract/events'
import type { Zone } from '@/lib/contract/view-choices'

interface EventTableProps {
  events: readonly EventAnswer[]
  zone: Zone
  nodeName: string
}

export const EventTable = ({ events, zone, nodeName }: EventTableProps) => (
  <>
    <div className="event-table" tabIndex={0} role="region" aria-label="List of events">
      <table className="data-table text-xs">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Length</th>
            <th scope="col">Where</th>
            <th scope="col">What</th>
            <th scope="col">Text</th>
            <th scope="col">Source</th>
          </tr>
        </thead>
        <tbody>
          {prepareEventRows(events, zone).map((row) => (
            <EventLine key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </div>
    <p className="device-foot export-buttons">
      <CsvDownload title={`${nodeName} events`} rows={() => eventCsvRows(events)} className="">
        CSV<span className="sr-only"> of the events</span>
      </CsvDownload>
    </p>
  </>
)

const EventLine = ({ row }: { row: EventTableRow }) => (
  <tr>
    <th scope="row" className="whitespace-nowrap">
      {row.time}
    </th>
    <td className="whitespace-nowrap">
      {row.length === '' ? <span className="text-muted">moment</span> : row.length}
    </td>
    <td>{row.where}</td>
    <td>{row.what}</td>
    <td>
      {row.text}
      {row.attributes === '' ? null : <span className="block text-muted">{row.attributes}</span>}
    </td>
    <td className="text-muted">{row.source}</td>
  </tr>
)
