'use client'

import { formatCount } from '@/lib/core/format-value'
import { useView } from '@/components/ui/view'
import type { ClockBandAnswer } from '@/lib/contract/clock-band'
import { drawnMetric } from './prepare-clock'
import { valueText } from './prepare-clock-readout'

export const BandNodes = ({ answer }: { answer: ClockBandAnswer }) => {
  const [, setView] = useView()
  const metric = drawnMetric(answer.metric, '')
  return (
    <div className="clock-band-table" tabIndex={0} role="region" aria-label="Nodes in this part of the day">
      <table className="data-table text-xs">
        <thead>
          <tr>
            <th scope="col">
              Node{' '}
              {answer.shown < answer.above
                ? `(${formatCount(answer.shown)} of ${formatCount(answer.above)} shown)`
                : ''}
            </th>
            <th scope="col" className="number">
              Days above
            </th>
            <th scope="col" className="number">
              Highest
            </th>
            <th scope="col" className="number">
              Own threshold
            </th>
          </tr>
        </thead>
        <tbody>
          {answer.nodes.map(({ node, name, seen, of, highest, threshold }) => (
            <tr key={node}>
              <th scope="row" className="break-all">
                <button
                  type="button"
                  className="link"
                  onClick={() => {
                    setView({ node: String(node) })
                  }}
                >
                  {name}
                </button>
              </th>
              <td className="number">
                {formatCount(seen)} of {formatCount(of)}
              </td>
              <td className="number">{valueText(highest, metric)}</td>
              <td className="number">{valueText(threshold, metric)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export const BandEvents = ({ answer }: { answer: ClockBandAnswer }) => (
  <div className="clock-band-table" tabIndex={0} role="region" aria-label="Events in this part of the day">
    {answer.events.length === 0 ? (
      <p className="p-2 text-sm text-muted">No event was sent for this part of the day.</p>
    ) : (
      <table className="data-table text-xs">
        <thead>
          <tr>
            <th scope="col">
              Event{' '}
              {answer.events.length < answer.eventNames
                ? `(${formatCount(answer.events.length)} of ${formatCount(answer.eventNames)} shown)`
                : ''}
            </th>
            <th scope="col">From</th>
            <th scope="col" className="number">
              Days
            </th>
            <th scope="col" className="number">
              Nodes
            </th>
            <th scope="col" className="number">
              Times
            </th>
          </tr>
        </thead>
        <tbody>
          {answer.events.map(({ source, kind, name, days, nodes, count }) => (
            <tr key={JSON.stringify([source, kind, name])}>
              <th scope="row" className="break-all">
                {name}
              </th>
              <td>
                {source} {kind}
              </td>
              <td className="number">
                {formatCount(days)} of {formatCount(answer.days.length)}
              </td>
              <td className="number">{nodes === 0 ? '–' : formatCount(nodes)}</td>
              <td className="number">{formatCount(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </div>
)
