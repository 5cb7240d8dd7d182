import type { ReactNode } from 'react'
import { formatCount } from '@/lib/core/format-value'
import { groupsInOrder } from './row-groups'

/** A name needs so much room. */
const NAME_PX = 12

interface HeatRowNamesProps {
  order: Int32Array
  heightPx: number
  /** By row, where neighbours of one group are named together; null where each row has its own name. */
  groups: readonly string[] | null
  /** What the rows are: `Nodes`. */
  title: string
  keyOf: (row: number) => string | number
  name: (row: number) => ReactNode
}

/** Beside the image: the groups, or the rows where each has room for its name. */
export const HeatRowNames = ({ order, heightPx, groups, title, keyOf, name }: HeatRowNamesProps) => {
  const rowPx = heightPx / Math.max(1, order.length)
  if (groups !== null) return <GroupNames groups={groups} order={order} rowPx={rowPx} />
  return rowPx < NAME_PX ? (
    <p className="row-names row-names-count">
      {formatCount(order.length)} {title.toLowerCase()}
    </p>
  ) : (
    <ul className="row-names" aria-label={title}>
      {Array.from(order, (row) => (
        <li key={keyOf(row)} style={{ height: rowPx }}>
          {name(row)}
        </li>
      ))}
    </ul>
  )
}

interface GroupNamesProps {
  groups: readonly string[]
  order: Int32Array
  rowPx: number
}

const GroupNames = ({ groups, order, rowPx }: GroupNamesProps) => (
  <ul className="row-names" aria-label="Groups">
    {groupsInOrder(groups, order).map(({ name, place, count }) => (
      <li key={place} className="row-group" style={{ height: count * rowPx }}>
        {count * rowPx < NAME_PX ? null : (
          <span title={name}>
            {name === '' ? 'without' : name} <span className="text-muted">{formatCount(count)}</span>
          </span>
        )}
      </li>
    ))}
  </ul>
)
