'use client'

import { CsvDownload } from '@/components/ui/csv-download'
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
        <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Facts of the node">
          <table className="data-table text-xs">
            <thead>
              <tr>
                <th scope="col">Fact</th>
                <th scope="col">Value</th>
                <th scope="col">Since</th>
              </tr>
            </thead>
            <tbody>
              {prepareFacts(facts, zone, nowMs).map((row) => (
                <FactLine key={row.key} row={row} />
              ))}
            </tbody>
          </table>
        </div>
        <p className="device-foot export-buttons">
          <CsvDownload title={`${nodeName} facts`} rows={() => factCsvRows(facts)} className="">
            CSV<span className="sr-only"> of the facts</span>
          </CsvDownload>
        </p>
      </>
    )}
  </section>
)

const FactLine = ({ row }: { row: FactRow }) => (
  <tr>
    <th scope="row">
      {row.name}
      {row.device === '' ? null : <span className="text-muted"> {row.device}</span>}
    </th>
    <td className="break-all">
      {row.value}
      {row.before.length === 0 ? null : (
        <ul className="text-muted">
          {row.before.map(({ value, span }) => (
            <li key={span}>
              before: <span className="text-ink">{value}</span>, {span}
            </li>
          ))}
        </ul>
      )}
    </td>
    <td className="whitespace-nowrap text-muted">
      {row.since}
      {row.changed === null ? null : <strong className="fact-changed">{row.changed}</strong>}
    </td>
  </tr>
)
