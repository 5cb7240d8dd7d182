'use client'

import { useId, useRef, type CSSProperties } from 'react'
import { useView } from '@/components/ui/view'
import { CellMenu, useCellMenu } from './cell-menu'
import { CellTooltip } from './cell-tooltip'
import { useDrawnRows } from './drawn-rows'
import { FleetColumns } from './fleet-columns'
import { FleetRows } from './fleet-rows'
import { FleetTableBody } from './fleet-table-body'
import { FleetTableHeader } from './fleet-table-header'
import { useGridFocus } from './grid-focus'
import { isReordered, orderGroupsByHeld, useHeldOrder } from './hold-order'
import { usePointedCell, type PointedCell } from './pointed-cell'
import { countColumns, type ColumnCounts, type FleetColumn } from './prepare-fleet-columns'
import { prepareFleetItems, type FleetItems } from './prepare-fleet-items'
import { stopsOf } from './prepare-fleet-row'
import type { AskedFleet } from './queries'
import { useScrollToTop } from './scroll-to-top'
import { useSlice } from './slice'

interface FleetTableProps {
  answered: AskedFleet
  columns: readonly FleetColumn[]
  onOffset: (offset: number) => void
}

const HEADER_ROWS = 2

export const FleetTable = ({ answered, columns, onOffset }: FleetTableProps) => {
  const { grid, asked } = answered
  const [view, setView] = useView()
  const tooltipId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const order = useHeldOrder(() => grid.nodes.map(({ id }) => id), JSON.stringify(asked))
  const nodes = orderGroupsByHeld(grid.nodes, order.held)
  const items = prepareFleetItems(grid, nodes, asked.open)
  const pointing = usePointedCell()
  const menu = useCellMenu()
  const drawn = useDrawnRows({ scroller, count: items.count })
  useSlice(items.nodesBefore(drawn.first), onOffset)
  const size = { rows: items.count, stops: stopsOf(columns), page: drawn.page }
  const focus = useGridFocus(scroller, size, drawn.scrollToRow)
  const arrangement = `${view.sort} ${view.filter} ${view.verdict} ${view.group}`
  useScrollToTop(scroller, arrangement, focus.focusFirstRow)
  return (
    <div
      ref={scroller}
      className="fleet-scroller"
      onScroll={() => {
        pointing.clear()
        menu.close()
      }}
      onPointerMove={(event) => {
        if (event.pointerType === 'mouse') order.hold(false)
      }}
      onPointerLeave={order.release}
    >
      <table
        role="grid"
        className="fleet-table"
        data-compared={asked.compare !== ''}
        style={styleOf(columns)}
        aria-label="Fleet"
        aria-rowcount={items.count + HEADER_ROWS}
        aria-describedby={pointing.cell === null ? undefined : tooltipId}
        onKeyDown={focus.onKeyDown}
      >
        <FleetColumns columns={columns} />
        <FleetTableHeader
          columns={columns}
          sort={view.sort}
          compare={view.compare}
          onSort={(sort) => {
            setView({ sort })
          }}
        />
        <FleetTableBody {...{ items, order, pointing, menu, focus }} resources={grid.resources}>
          <FleetRows {...{ drawn, items, columns, answered }} active={focus.active} />
        </FleetTableBody>
      </table>
      {isReordered(grid.nodes, nodes) ? <HeldNote /> : null}
      <CellMenu menu={menu} items={items} columns={columns} />
      <PointedTooltip
        id={tooltipId}
        cell={menu.cell === null ? pointing.cell : null}
        items={items}
        columns={columns}
      />
    </div>
  )
}

const styleOf = (columns: readonly FleetColumn[]): CSSProperties & ColumnCounts => countColumns(columns)

const HeldNote = () => (
  <p className="held-note" aria-hidden="true">
    Rows keep their places while you point
  </p>
)

interface PointedTooltipProps {
  id: string
  cell: PointedCell | null
  items: FleetItems
  columns: readonly FleetColumn[]
}

const PointedTooltip = ({ id, cell, items, columns }: PointedTooltipProps) => {
  const column = columns.find((one) => one.id === cell?.columnId)
  if (cell === null || column === undefined) return null
  const item = items.at(cell.row)
  return (
    <CellTooltip key={`${item.key} ${column.id}`} id={id} item={item} column={column} anchor={cell.anchor} />
  )
}
