'use client'

import { ChoiceField, withChosen } from '@/components/ui/choice-field'
import { CsvDownload } from '@/components/ui/csv-download'
import { DataTable, type TableColumn } from '@/components/ui/data-table'
import { PageSection } from '@/components/ui/page-section'
import { useView } from '@/components/ui/view'
import type { OutagesAnswer } from '@/lib/contract/outages'
import { formatCount } from '@/lib/core/format-value'
import {
  formatInterval,
  formatP,
  formatRate,
  groupRows,
  type DrawnInterval,
  type GroupRow,
  type GroupRows,
} from './prepare-rates'

/** How often nodes are out by one fact, with the exact intervals drawn. */
export const FactTable = ({ answer }: { answer: OutagesAnswer }) => {
  const prepared = groupRows(answer)
  const { by, groupsTotal } = answer
  const { rows } = prepared
  return (
    <PageSection
      title={by === '' ? 'By what nodes are' : `By ${by}`}
      fields={<FactField facts={answer.facts} />}
      note={
        rows.length < groupsTotal
          ? `${formatCount(rows.length)} of ${formatCount(groupsTotal)} values shown`
          : null
      }
      actions={
        rows.length === 0 ? null : (
          <CsvDownload title={`outages by ${by}`} rows={() => csvRows(answer)}>
            CSV<span className="sr-only"> of the comparison</span>
          </CsvDownload>
        )
      }
    >
      {rows.length === 0 ? (
        <p className="panel p-4 text-sm text-muted">
          {by === ''
            ? 'No fact separates nodes that are out from the rest. Choose one to compare by.'
            : `No node has ${by}, or each has its own.`}
        </p>
      ) : (
        <DataTable
          label={`Outages by ${by}`}
          columns={columnsOf(by, prepared)}
          rows={rows}
          keyOf={({ group }) => group.value}
        />
      )}
    </PageSection>
  )
}

const FactField = ({ facts }: Pick<OutagesAnswer, 'facts'>) => {
  const [{ outageFact }, setView] = useView()
  return (
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
  )
}

const columnsOf = (by: string, { most, fleetAt }: GroupRows): TableColumn<GroupRow>[] => [
  { title: by, className: 'break-all', cell: ({ name }) => name },
  { title: 'Nodes', isNumber: true, cell: ({ group }) => formatCount(group.nodes) },
  { title: 'Outages', isNumber: true, cell: ({ group }) => formatCount(group.outages) },
  { title: 'Node-days', isNumber: true, cell: ({ group }) => formatRate(group.nodeDays) },
  {
    title: 'Per 100 nodes per day',
    isNumber: true,
    cell: ({ group }) => (group.rate === null ? '–' : `${formatRate(group.rate)} (${formatInterval(group)})`),
  },
  {
    title: 'Interval',
    heading: `0 to ${formatRate(most)} (95 %)`,
    headClassName: 'outage-scale',
    className: 'outage-scale',
    cell: ({ drawn }) => (drawn === null ? null : <IntervalMark drawn={drawn} fleetAt={fleetAt} />),
  },
  {
    title: 'Against the others',
    isNumber: true,
    cell: ({ group: { ratio, pValue } }) =>
      `${ratio === null ? 'none of them' : `${formatRate(ratio)} ×`}, ${formatP(pValue)}`,
  },
]

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
