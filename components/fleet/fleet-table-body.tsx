'use client'

import type { ReactNode } from 'react'
import { useView } from '@/components/ui/view'
import type { ResourceAnswer } from '@/lib/contract/checklist-answer'
import { useGridActions } from './grid-actions'
import type { CellMenuState } from './cell-menu'
import type { GridFocus } from './grid-focus'
import { placeAt } from './grid-places'
import type { HeldOrder } from './hold-order'
import type { Pointing } from './pointed-cell'
import type { FleetItems } from './prepare-fleet-items'

interface FleetTableBodyProps {
  items: FleetItems
  resources: readonly ResourceAnswer[]
  order: HeldOrder
  pointing: Pointing
  menu: CellMenuState
  focus: GridFocus
  children: ReactNode
}

/** One listener of each kind for all cells. */
export const FleetTableBody = ({
  items,
  resources,
  order,
  pointing,
  menu,
  focus,
  children,
}: FleetTableBodyProps) => {
  const [view, setView] = useView()
  const actions = useGridActions({ items, resources, view, setView })
  return (
    <tbody
      {...pointing.handlers}
      onKeyDown={actions.onKeyDown}
      onClick={actions.onClick}
      onContextMenu={menu.onContextMenu}
      onFocus={(event) => {
        pointing.handlers.onFocus(event)
        order.hold(true)
        const place = placeAt(event.target)
        if (place !== null) focus.onFocusPlace(place)
      }}
      onBlur={() => {
        pointing.handlers.onBlur()
        order.release()
      }}
    >
      {children}
    </tbody>
  )
}
