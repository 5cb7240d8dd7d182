import { formatCount } from '@/lib/core/format-value'
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
export const MapTable = ({ groups, groupedBy }: MapTableProps) => {
  const verdicts = shownVerdicts(groups)
  return (
    <div className="panel overflow-x-auto" tabIndex={0} role="region" aria-label="Nodes by group and verdict">
      <table className="data-table text-xs">
        <thead>
          <tr>
            <th scope="col">{groupedBy === '' ? 'Fleet' : groupedBy}</th>
            {verdicts.map((verdict) => (
              <th key={verdict} scope="col" className="number">
                <span className="inline-flex items-center gap-1.5">
                  <VerdictMark verdict={verdict} />
                  {VERDICT_WORDS[verdict]}
                </span>
              </th>
            ))}
            <th scope="col" className="number">
              Nodes
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.length < 2
            ? null
            : groups.map((group) => (
                <GroupRow
                  key={group.name}
                  title={group.name === '' ? `without ${groupedBy}` : group.name}
                  group={group}
                  verdicts={verdicts}
                />
              ))}
          <GroupRow title="All nodes" group={totalOf(groups)} verdicts={verdicts} />
        </tbody>
      </table>
    </div>
  )
}

interface GroupRowProps {
  title: string
  group: MapGroup
  verdicts: readonly Verdict[]
}

const GroupRow = ({ title, group, verdicts }: GroupRowProps) => (
  <tr>
    <th scope="row" className="break-all">
      {title}
    </th>
    {verdicts.map((verdict) => (
      <td
        key={verdict}
        className={group.verdicts[verdict] === 0 ? 'number text-muted' : 'number font-semibold'}
      >
        {formatCount(group.verdicts[verdict])}
      </td>
    ))}
    <td className="number">{formatCount(group.count)}</td>
  </tr>
)
