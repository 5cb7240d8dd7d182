'use client'

import Link from 'next/link'
import { useView } from '@/components/ui/view'
import { formatCount } from '@/components/ui/format-value'
import { toSearch } from '@/lib/contract/view-state'
import { groupsInOrder, type HeatMap } from './prepare-heat-map'

/** A name needs so much room. */
const NAME_PX = 12

interface RowNamesProps {
  map: HeatMap
  order: Int32Array
  heightPx: number
  isGrouped: boolean
}

/** Beside the image: the groups, or the nodes where each has room for its name. */
export const RowNames = ({ map, order, heightPx, isGrouped }: RowNamesProps) => {
  const rowPx = heightPx / Math.max(1, order.length)
  if (isGrouped) return <GroupNames map={map} order={order} rowPx={rowPx} />
  return rowPx < NAME_PX ? (
    <p className="row-names row-names-count">{formatCount(order.length)} nodes</p>
  ) : (
    <NodeNames map={map} order={order} rowPx={rowPx} />
  )
}

interface NamesProps {
  map: HeatMap
  order: Int32Array
  rowPx: number
}

const NodeNames = ({ map, order, rowPx }: NamesProps) => {
  const [view] = useView()
  const { id, name } = map.answer.nodes
  return (
    <ul className="row-names" aria-label="Nodes">
      {Array.from(order, (row) => (
        <li key={id[row]} style={{ height: rowPx }}>
          <Link href={`/nodes/${String(id[row])}${toSearch(view)}`} title={name[row]}>
            {name[row]}
          </Link>
        </li>
      ))}
    </ul>
  )
}

const GroupNames = ({ map, order, rowPx }: NamesProps) => (
  <ul className="row-names" aria-label="Groups">
    {groupsInOrder(map, order).map(({ name, place, count }) => (
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
