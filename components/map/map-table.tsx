import { formatCount } from '@/lib/core/format-value'
import { DataTable, type TableColumn } from '@/components/ui/data-table'
import { VerdictMark } from '@/components/ui/verdict-mark'
import { VERDICT_WORDS } from '@/components/ui/verdict-words'
import type { MapGroup } from '@/lib/contract/fleet-map'
import type { Verdict } from '@/lib/core/judge'
import { shownVerdicts, totalOf } from './prepare-map'

interface MapTableProps {
  groups: readonly MapGroup[]
  groupedBy: string
}

/** The map as numbers: how many nodes of each group have each verdict. */
export const MapTable = ({ groups, groupedBy }: MapTableProps) => (
  <DataTable
    label="Nodes by group and verdict"
    rows={mapRows(groups, groupedBy)}
    keyOf={({ key }) => key}
    columns={[
      {
        title: groupedBy === '' ? 'Fleet' : groupedBy,
        className: 'break-all',
        cell: ({ title }) => title,
      },
      ...shownVerdicts(groups).map(verdictColumn),
      { title: 'Nodes', isNumber: true, cell: ({ group }) => formatCount(group.count) },
    ]}
  />
)

interface MapRow {
  key: string
  title: string
  group: MapGroup
}

const mapRows = (groups: readonly MapGroup[], groupedBy: string): MapRow[] => [
  ...(groups.length < 2
    ? []
    : groups.map((group) => ({
        key: `group ${group.name}`,
        title: group.name === '' ? `without ${groupedBy}` : group.name,
        group,
      }))),
  { key: 'all', title: 'All nodes', group: totalOf(groups) },
]

const verdictColumn = (verdict: Verdict): TableColumn<MapRow> => ({
  title: VERDICT_WORDS[verdict],
  heading: (
    <span className="inline-flex items-center gap-1.5">
      <VerdictMark verdict={verdict} />
      {VERDICT_WORDS[verdict]}
    </span>
  ),
  isNumber: true,
  className: ({ group }) => (group.verdicts[verdict] === 0 ? 'text-muted' : 'font-semibold'),
  cell: ({ group }) => formatCount(group.verdicts[verdict]),
})
