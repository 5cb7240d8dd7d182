'use client'

import { ChoiceField, withChosen } from '@/components/ui/choice-field'
import { CsvDownload } from '@/components/ui/csv-download'
import { useView } from '@/components/ui/view'
import type { OutagesAnswer } from '@/lib/contract/outages'
import { formatCount } from '@/lib/core/format-value'
import { formatInterval, formatP, formatRate, groupRows, type DrawnInterval } from './prepare-rates'

/** How often nodes are out by one fact, with the exact intervals drawn. */
export const FactTable = ({ answer }: { answer: OutagesAnswer }) => {
  const [{ outageFact }, setView] = useView()
  const { rows, most, fleetAt } = groupRows(answer)
  const { by, facts, groupsTotal } = answer
  return (
    <section aria-labelledby="facts-title" className="grid content-start gap-1">
      <div className="flex flex-wrap items-center gap-x-3">
        <h2 id="facts-title" className="font-semibold">
          {by === '' ? 'By what nodes are' : `By ${by}`}
        </h2>
        <ChoiceField
          label="Compare nodes by"
          value={outageFact}
          choices={withChosen(facts, outageFact)}
          titleOf={(fact) => (fact === '' ? 'What separates best' : fact)}
          className="max-w-52"
          onChoice={(fact) => {
            setView({ outageFact: fact })
          }}
        />
        {rows.length < groupsTotal ? (
          <span className="text-sm text-muted">
            {formatCount(rows.length)} of {formatCount(groupsTotal)} values shown
          </span>
        ) : null}
        {rows.length === 0 ? null : (
          <CsvDownload title={`outages by ${by}`} rows={() => csvRows(answer)}>
            CSV
          </CsvDownload>
        )}
      </div>
      {rows.length === 0 ? (
        <p className="text-sm text-muted">
          {by === ''
            ? 'No fact separates nodes that are out from the rest. Choose one to compare by.'
            : `No node has ${by}, or each has its own.`}
        </p>
      ) : (
        <div className="panel overflow-x-auto" tabIndex={0} role="region" aria-label={`Outages by ${by}`}>
          <table className="data-table text-xs">
            <thead>
              <tr>
                <th scope="col">{by}</th>
                <th scope="col" className="number">
                  Nodes
                </th>
                <th scope="col" className="number">
                  Outages
                </th>
                <th scope="col" className="number">
                  Node-days
                </th>
                <th scope="col" className="number">
                  Per 100 nodes per day
                </th>
                <th scope="col" className="outage-scale">
                  0 to {formatRate(most)} (95 %)
                </th>
                <th scope="col" className="number">
                  Against the others
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ group, name, drawn }) => (
                <tr key={group.value}>
                  <th scope="row" className="break-all">
                    {name}
                  </th>
                  <td className="number">{formatCount(group.nodes)}</td>
                  <td className="number">{formatCount(group.outages)}</td>
                  <td className="number">{formatRate(group.nodeDays)}</td>
                  <td className="number">
                    {group.rate === null ? '–' : `${formatRate(group.rate)} (${formatInterval(group)})`}
                  </td>
                  <td className="outage-scale">
                    {drawn === null ? null : <IntervalMark drawn={drawn} fleetAt={fleetAt} />}
                  </td>
                  <td className="number">
                    {group.ratio === null ? 'none of them' : `${formatRate(group.ratio)} ×`},{' '}
                    {formatP(group.pValue)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

const percent = (share: number): string => `${String(share * 100)}%`

/** The rate as a dot on its interval; the thin line is the whole fleet. */
const IntervalMark = ({ drawn, fleetAt }: { drawn: DrawnInterval; fleetAt: number | null }) => (
  <svg className="outage-interval" width="100%" height="16" aria-hidden="true">
    {fleetAt === null ? null : (
      <line className="outage-fleet" x1={percent(fleetAt)} x2={percent(fleetAt)} y1="0" y2="16" />
    )}
    <line x1={percent(drawn.from)} x2={percent(drawn.to)} y1="8" y2="8" />
    <line x1={percent(drawn.from)} x2={percent(drawn.from)} y1="4" y2="12" />
    {drawn.isCut ? null : <line x1={percent(drawn.to)} x2={percent(drawn.to)} y1="4" y2="12" />}
    <circle cx={percent(drawn.at)} cy="8" r="4" />
  </svg>
)

const csvRows = ({ groups }: OutagesAnswer) => [
  ['fact', 'value', 'nodes', 'outages', 'nodeDays', 'per100NodesPerDay', 'low', 'high'].concat([
    'ratio',
    'ratioLow',
    'ratioHigh',
    'p',
    'q',
  ]),
  ...groups.map((group) => [
    group.fact,
    group.value,
    group.nodes,
    group.outages,
    group.nodeDays,
    group.rate,
    group.low,
    group.high,
    group.ratio,
    group.ratioLow,
    group.ratioHigh,
    group.pValue,
    group.qValue,
  ]),
]
