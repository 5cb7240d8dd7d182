'use client'

import { formatCount } from '@/lib/core/format-value'
import { DataTable } from '@/components/ui/data-table'
import { useView } from '@/components/ui/view'
import type { ClockBandAnswer } from '@/lib/contract/clock-band'
import { drawnMetric } from './prepare-clock'
import { valueText } from './prepare-clock-readout'

/** "Node (20 of 300 shown)", where not all are. */
const cutHeading = (title: string, shown: number, of: number): string =>
  shown < of ? `${title} (${formatCount(shown)} of ${formatCount(of)} shown)` : title

export const BandNodes = ({ answer }: { answer: ClockBandAnswer }) => {
  const [, setView] = useView()
  const metric = drawnMetric(answer.metric, '')
  return (
    <DataTable
      label="Nodes in this part of the day"
      className="clock-band-table"
      rows={answer.nodes}
      keyOf={({ node }) => node}
      columns={[
        {
          title: 'Node',
          heading: cutHeading('Node', answer.shown, answer.above),
          className: 'break-all',
          cell: ({ node, name }) => (
            <button
              type="button"
              className="link"
              onClick={() => {
                setView({ node: String(node) })
              }}
            >
              {name}
            </button>
          ),
        },
        {
          title: 'Days above',
          isNumber: true,
          cell: ({ seen, of }) => `${formatCount(seen)} of ${formatCount(of)}`,
        },
        { title: 'Highest', isNumber: true, cell: ({ highest }) => valueText(highest, metric) },
        { title: 'Own threshold', isNumber: true, cell: ({ threshold }) => valueText(threshold, metric) },
      ]}
    />
  )
}

export const BandEvents = ({ answer }: { answer: ClockBandAnswer }) =>
  answer.events.length === 0 ? (
    <p className="clock-band-table p-2 text-sm text-muted">No event was sent for this part of the day.</p>
  ) : (
    <DataTable
      label="Events in this part of the day"
      className="clock-band-table"
      rows={answer.events}
      keyOf={({ source, kind, name }) => JSON.stringify([source, kind, name])}
      columns={[
        {
          title: 'Event',
          heading: cutHeading('Event', answer.events.length, answer.eventNames),
          className: 'break-all',
          cell: ({ name }) => name,
        },
        { title: 'From', cell: ({ source, kind }) => `${source} ${kind}` },
        {
          title: 'Days',
          isNumber: true,
          cell: ({ days }) => `${formatCount(days)} of ${formatCount(answer.days.length)}`,
        },
        { title: 'Nodes', isNumber: true, cell: ({ nodes }) => (nodes === 0 ? '–' : formatCount(nodes)) },
        { title: 'Times', isNumber: true, cell: ({ count }) => formatCount(count) },
      ]}
    />
  )
