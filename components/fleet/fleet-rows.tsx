'use client'

import type { VirtualItem } from '@tanstack/react-virtual'
import { useView } from '@/components/ui/view'
import { pinsIn } from '@/lib/contract/fleet-choice'
import { FleetGroupRow } from './fleet-group-row'
import { FleetTableRow } from './fleet-table-row'
import { nodeSearch } from './node-search'
import type { GridPlace } from './grid-navigation'
import type { FleetColumn } from './prepare-fleet-columns'
import type { FleetItems } from './prepare-fleet-items'
import type { AskedFleet } from './queries'

interface FleetRowsProps {
  drawn: { items: readonly VirtualItem[]; beforePx: number; afterPx: number }
  items: FleetItems
  columns: readonly FleetColumn[]
  answered: AskedFleet
  active: GridPlace
}

/** The rows near the screen: groups, nodes, and places of nodes that are on their way. */
export const FleetRows = ({ drawn, items, columns, answered, active }: FleetRowsProps) => {
  const { grid, asked } = answered
  const [view] = useView()
  const pins = new Set(pinsIn(view.pins))
  const showCluster = grid.nodes.some(({ cluster }) => cluster !== grid.nodes[0]?.cluster)
  const common = { columns, show: view.show, compare: asked.compare }
  return (
    <>
      <Spacer px={drawn.beforePx} />
      {drawn.items.map(({ index }) => {
        const item = items.at(index)
        const activeStop = active.row === index ? active.stop : null
        if (item.kind === 'waiting')
          return <WaitingRow key={item.key} index={index} activeStop={activeStop} />
        if (item.kind === 'group')
          return (
            <FleetGroupRow
              key={item.key}
              {...common}
              by={asked.group}
              group={item.group}
              isOpen={item.isOpen}
              index={index}
              activeStop={activeStop}
            />
          )
        return (
          <FleetTableRow
            key={item.key}
            {...common}
            node={item.node}
            nowMs={grid.nowMs}
            index={index}
            activeStop={activeStop}
            search={nodeSearch(view)}
            showCluster={showCluster}
            isPinned={pins.has(item.node.id)}
            isPinnedOnTop={item.isPinnedOnTop}
          />
        )
      })}
      <Spacer px={drawn.afterPx} />
    </>
  )
}

/** Takes the focus that moves to a row before its node is there. */
const WaitingRow = ({ index, activeStop }: { index: number; activeStop: number | null }) => (
  <tr aria-rowindex={index + 3} data-row={index} className="fleet-row fleet-row-waiting">
    <th
      scope="row"
      className="fleet-name"
      data-waiting="true"
      data-stop={activeStop ?? 0}
      tabIndex={activeStop === null ? -1 : 0}
    >
      <span className="sr-only">on its way</span>
      <span className="skeleton block h-3 w-24" aria-hidden="true" />
    </th>
  </tr>
)

/** Stands for the rows that are not drawn. */
const Spacer = ({ px }: { px: number }) =>
  px <= 0 ? null : (
    <tr aria-hidden="true" style={{ height: px }}>
      <td />
    </tr>
  )
