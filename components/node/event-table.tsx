'use client'

import { eventCsvRows, prepareEventRows, type EventTableRow } from '@/components/charts/prepare-event-table'
import { CsvDownload } from '@/components/ui/csv-download'
import { DataTable, type TableColumn } from '@/components/ui/data-table'
import type { EventAnswer } from '@/lib/contract/events'
import type { Zone } from '@/lib/contract/view-choices'

interface EventTableProps {
  events: readonly EventAnswer[]
  zone: Zone
  nodeName: string
}

export const EventTable = ({ events, zone, nodeName }: EventTableProps) => (
  <>
    <DataTable
      label="List of events"
      className="event-table"
      rows={prepareEventRows(events, zone)}
      keyOf={({ id }) => id}
      columns={COLUMNS}
    />
    <p className="device-foot export-buttons">
      <CsvDownload title={`${nodeName} events`} rows={() => eventCsvRows(events)} className="">
        CSV<span className="sr-only"> of the events</span>
      </CsvDownload>
    </p>
  </>
)

const COLUMNS: readonly TableColumn<EventTableRow>[] = [
  { title: 'Time', className: 'whitespace-nowrap', cell: ({ time }) => time },
  {
    title: 'Length',
    className: 'whitespace-nowrap',
    cell: ({ length }) => (length === '' ? <span className="text-muted">moment</span> : length),
  },
  { title: 'Where', cell: ({ where }) => where },
  { title: 'What', cell: ({ what }) => what },
  {
    title: 'Text',
    cell: ({ text, attributes }) => (
      <>
        {text}
        {attributes === '' ? null : <span className="block text-muted">{attributes}</span>}
      </>
    ),
  },
  { title: 'Source', className: 'text-muted', cell: ({ source }) => source },
]
