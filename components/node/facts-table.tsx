import { formatDateTime } from '@/components/ui/format-time'
import type { NodeFact } from '@/lib/contract/node'
import type { Zone } from '@/lib/contract/view-state'
import { factText } from './prepare-fact'

export const FactsTable = ({
  facts,
  zone,
  nowMs,
}: {
  facts: readonly NodeFact[]
  zone: Zone
  nowMs: number
}) => (
  <section id="facts" className="resource-panel" aria-labelledby="facts-title">
    <h2 id="facts-title" className="text-base font-semibold">
      Facts
    </h2>
    {facts.length === 0 ? (
      <p className="text-sm text-muted">
        Nothing is known about this node but its samples. Info series such as node_uname_info and
        node_os_info, or the collector of usescope, bring its kernel, image, zone and drivers.
      </p>
    ) : (
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
            {facts.map((fact) => (
              <FactRow key={`${fact.device} ${fact.name}`} fact={fact} zone={zone} nowMs={nowMs} />
            ))}
          </tbody>
        </table>
      </div>
    )}
  </section>
)

const FactRow = ({ fact, zone, nowMs }: { fact: NodeFact; zone: Zone; nowMs: number }) => (
  <tr>
    <th scope="row">
      {fact.name}
      {fact.device === '' ? null : <span className="text-muted"> {fact.device}</span>}
    </th>
    <td className="break-all">
      {factText(fact.name, fact.value, zone, nowMs)}
      {fact.history.length === 0 ? null : (
        <ul className="text-muted">
          {fact.history.map(({ value, observedMs }) => (
            <li key={observedMs}>
              before: {factText(fact.name, value, zone, nowMs)}, from {formatDateTime(observedMs, zone)}
            </li>
          ))}
        </ul>
      )}
    </td>
    <td className="whitespace-nowrap text-muted">{formatDateTime(fact.sinceMs, zone)}</td>
  </tr>
)
