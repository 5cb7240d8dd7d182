'use client'

import { useId, useRef, type CSSProperties } from 'react'
import { useView } from '@/components/ui/view'
import { orderGroupsByHeld, isReordered, useHeldOrder } from './hold-order'
import { CellTooltip } from './cell-tooltip'
import { useDrawnRows } from './drawn-rows'
import { FleetColumns } from './fleet-columns'
import { FleetRows } from './fleet-rows'
import { FleetTableHeader } from './fleet-table-header'
import { useGridActions } from './grid-actions'
import { useGridFocus } from './grid-focus'
import { placeAt } from './grid-places'
import { usePointedCell } from './pointed-cell'
import { countColumns, type ColumnCounts, type FleetColumn } from './prepare-fleet-columns'
import { prepareFleetItems } from './prepare-fleet-items'
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
  const drawn = useDrawnRows({ scroller, count: items.count })
  useSlice(items.nodesBefore(drawn.first), onOffset)
  const size = { rows: items.count, stops: stopsOf(columns), page: drawn.page }
  const focus = useGridFocus(scroller, size, drawn.scrollToRow)
  const actions = useGridActions(items, view, setView)
  useScrollToTop(scroller, `${view.sort} ${view.filter} ${view.verdict} ${view.group}`)
  const pointed = pointing.cell === null ? null : items.at(pointing.cell.row)
  const pointedColumn = columns.find(({ id }) => id === pointing.cell?.columnId)
  return (
    <div
      ref={scroller}
      className="fleet-scroller"
      onScroll={pointing.clear}
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
        <tbody
          {...pointing.handlers}
          onKeyDown={actions.onKeyDown}
          onClick={actions.onClick}
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
          <FleetRows
            drawn={drawn}
            items={items}
            columns={columns}
            answered={answered}
            active={focus.active}
          />
        </tbody>
      </table>
      {isReordered(grid.nodes, nodes) ? (
        <p className="held-note" aria-hidden="true">
          Rows keep their places while you point
        </p>
      ) : null}
      {pointing.cell === null || pointed === null || pointedColumn === undefined ? null : (
        <CellTooltip
          key={`${pointed.key} ${pointedColumn.id}`}
          id={tooltipId}
          item={pointed}
          column={pointedColumn}
          anchor={pointing.cell.anchor}
        />
      )}
    </div>
  )
}

const styleOf = (columns: readonly FleetColumn[]): CSSProperties & ColumnCounts => countColumns(columns)
