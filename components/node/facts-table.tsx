'use client'

import { CsvDownload } from '@/components/ui/csv-download'
import { DataTable, type TableColumn } from '@/components/ui/data-table'
import type { NodeFact } from '@/lib/contract/node'
import type { Zone } from '@/lib/contract/view-choices'
import { factCsvRows, prepareFacts, type FactRow } from './prepare-facts'

interface FactsTableProps {
  facts: readonly NodeFact[]
  zone: Zone
  nowMs: number
  nodeName: string
}

export const FactsTable = ({ facts, zone, nowMs, nodeName }: FactsTableProps) => (
  <section id="facts" tabIndex={-1} className="resource-panel" aria-labelledby="facts-title">
    <h2 id="facts-title" className="text-base font-semibold">
      Facts
    </h2>
    {facts.length === 0 ? (
      <p className="text-sm text-muted">
        Nothing is known about this node but its samples. Info series such as node_uname_info and
        node_os_info, or the collector of usescope, bring its kernel, image, zone and drivers.
      </p>
    ) : (
      <>
        <DataTable
          label="Facts of the node"
          className="overflow-x-auto"
          rows={prepareFacts(facts, zone, nowMs)}
          keyOf={({ key }) => key}
          columns={COLUMNS}
        />
        <p className="device-foot export-buttons">
          <CsvDownload title={`${nodeName} facts`} rows={() => factCsvRows(facts)} className="">
            CSV<span className="sr-only"> of the facts</span>
          </CsvDownload>
        </p>
      </>
    )}
  </section>
)

const COLUMNS: readonly TableColumn<FactRow>[] = [
  {
    title: 'Fact',
    cell: ({ name, device }) => (
      <>
        {name}
        {device === '' ? null : <span className="text-muted"> {device}</span>}
      </>
    ),
  },
  {
    title: 'Value',
    className: 'break-all',
    cell: ({ value, before }) => (
      <>
        {value}
        {before.length === 0 ? null : (
          <ul className="text-muted">
            {before.map((earlier) => (
              <li key={earlier.span}>
                before: <span className="text-ink">{earlier.value}</span>, {earlier.span}
              </li>
            ))}
          </ul>
        )}
      </>
    ),
  },
  {
    title: 'Since',
    className: 'whitespace-nowrap text-muted',
    cell: ({ since, changed }) => (
      <>
        {since}
        {changed === null ? null : <strong className="fact-changed">{changed}</strong>}
      </>
    ),
  },
]
