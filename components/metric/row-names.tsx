'use client'

import Link from 'next/link'
import { HeatRowNames } from '@/components/charts/heat-row-names'
import { useView } from '@/components/ui/view'
import { toSearch } from '@/lib/contract/view-state'
import type { HeatMap } from './prepare-heat-map'

interface RowNamesProps {
  map: HeatMap
  order: Int32Array
  heightPx: number
  isGrouped: boolean
}

export const RowNames = ({ map, order, heightPx, isGrouped }: RowNamesProps) => {
  const [view] = useView()
  const { id, name, group } = map.answer.nodes
  return (
    <HeatRowNames
      order={order}
      heightPx={heightPx}
      groups={isGrouped ? group : null}
      title="Nodes"
      keyOf={(row) => id[row] ?? row}
      name={(row) => (
        <Link href={`/nodes/${String(id[row])}${toSearch(view)}`} title={name[row]}>
          {name[row]}
        </Link>
      )}
    />
  )
}
