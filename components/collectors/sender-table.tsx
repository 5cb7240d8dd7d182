import { VerdictMark } from '@/components/ui/verdict-mark'
import type { RefusalRow, SenderRow } from './prepare-collectors'

export const SenderTable = ({ senders }: { senders: readonly SenderRow[] }) => (
  <div className="panel relative overflow-x-auto" tabIndex={0} role="region" aria-label="Senders">
    <table className="data-table text-sm">
      <thead>
        <tr>
          <th scope="col">Sender</th>
          <th scope="col">Protocol</th>
          <th scope="col">State</th>
          <th scope="col" className="number">
            Nodes
          </th>
          <th scope="col" className="number">
            Series
          </th>
          <th scope="col" className="number">
            Samples/s
          </th>
          <th scope="col" className="number">
            Lag
          </th>
          <th scope="col" className="number">
            Accepted
          </th>
          <th scope="col" className="number">
            Last seen
          </th>
          <th scope="col">Refused</th>
        </tr>
      </thead>
      <tbody>
        {senders.map((sender) => (
          <tr key={sender.id}>
            <th scope="row">
              <span className="break-all whitespace-normal">{sender.name}</span>
              <span
                className="block max-w-64 truncate text-xs font-normal text-muted"
                title={sender.userAgent}
              >
                {sender.userAgent}
              </span>
            </th>
            <td className="whitespace-nowrap">{sender.protocol}</td>
            <td className="whitespace-nowrap">
              <span className="inline-flex items-center gap-1.5">
                <VerdictMark verdict={sender.health} />
                {sender.healthText}
              </span>
            </td>
            <td className="number">{sender.nodes}</td>
            <td className="number">{sender.series}</td>
            <td className="number">{sender.rate}</td>
            <td className="number">{sender.lag}</td>
            <td className="number">{sender.accepted}</td>
            <td className="number">{sender.lastSeen}</td>
            <td>
              <Refusals refusals={sender.refusals} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

const Refusals = ({ refusals }: { refusals: readonly RefusalRow[] }) =>
  refusals.length === 0 ? (
    <span className="text-muted">nothing</span>
  ) : (
    <ul className="grid gap-1">
      {refusals.map(({ reason, count, example, ago }) => (
        <li key={reason}>
          <span className="font-medium">{count}</span> {reason}, last {ago}
          <code className="block text-xs text-muted [overflow-wrap:anywhere]">{example}</code>
        </li>
      ))}
    </ul>
  )
