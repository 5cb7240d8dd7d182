'use client'

import { useRouter } from 'next/navigation'
import { useId, useRef, type CSSProperties } from 'react'
import type { FleetGrid, FleetSort } from '@/lib/contract/fleet'
import type { ShownValue } from '@/lib/contract/view-state'
import { CellTooltip } from './cell-tooltip'
import { useDrawnRows } from './drawn-rows'
import { FleetColumns } from './fleet-columns'
import { FleetTableHeader } from './fleet-table-header'
import { FleetTableRow } from './fleet-table-row'
import { useGridFocus } from './grid-focus'
import { columnAt, isInLink, placeAt, rowAt } from './grid-places'
import { isReordered, orderByHeld, useHeldOrder } from './hold-order'
import { usePointedCell } from './pointed-cell'
import { prepareCellDetail } from './prepare-cell-detail'
import { countColumns, type ColumnCounts, type FleetColumn } from './prepare-fleet-columns'
import { stopsOf } from './prepare-fleet-row'

interface FleetTableProps {
  grid: FleetGrid
  columns: readonly FleetColumn[]
  show: ShownValue
  sort: FleetSort
  onSort: (sort: FleetSort) => void
  /** The part of the URL that links to nodes keep. */
  search: string
  isCut: boolean
  onNearEnd: () => void
}

const HEADER_ROWS = 2

export const FleetTable = (props: FleetTableProps) => {
  const { grid, columns, show, sort, onSort, search, isCut, onNearEnd } = props
  const router = useRouter()
  const tooltipId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const order = useHeldOrder(() => grid.nodes.map(({ id }) => id))
  const nodes = orderByHeld(grid.nodes, order.held)
  const pointing = usePointedCell()
  const drawn = useDrawnRows({ scroller, count: nodes.length, isCut, onNearEnd })
  const size = { rows: nodes.length, stops: stopsOf(columns), page: drawn.page }
  const focus = useGridFocus(scroller, size, drawn.scrollToRow)
  const showCluster = grid.nodes.some(({ cluster }) => cluster !== grid.nodes[0]?.cluster)

  const openNode = (target: EventTarget) => {
    const node = isInLink(target) ? undefined : nodes[rowAt(target) ?? -1]
    if (node !== undefined) router.push(`/nodes/${String(node.id)}${search}${columnAt(target)}`)
  }

  const pointedNode = nodes[pointing.cell?.row ?? -1]
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
        style={styleOf(columns)}
        aria-label="Fleet"
        aria-rowcount={grid.total + HEADER_ROWS}
        aria-describedby={pointing.cell === null ? undefined : tooltipId}
        onKeyDown={focus.onKeyDown}
      >
        <FleetColumns columns={columns} />
        <FleetTableHeader columns={columns} sort={sort} onSort={onSort} />
        <tbody
          {...pointing.handlers}
          onKeyDown={(event) => {
            if (event.key === 'Enter') openNode(event.target)
          }}
          onClick={(event) => {
            openNode(event.target)
          }}
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
          <Spacer px={drawn.beforePx} />
          {drawn.items.map(({ index }) => {
            const node = nodes[index]
            return node === undefined ? null : (
              <FleetTableRow
                key={node.id}
                node={node}
                columns={columns}
                show={show}
                nowMs={grid.nowMs}
                index={index}
                activeStop={focus.active.row === index ? focus.active.stop : null}
                search={search}
                showCluster={showCluster}
              />
            )
          })}
          <Spacer px={drawn.afterPx} />
        </tbody>
      </table>
      {isReordered(grid.nodes, nodes) ? (
        <p className="held-note" aria-hidden="true">
          Rows keep their places while you point
        </p>
      ) : null}
      {pointing.cell === null || pointedNode === undefined || pointedColumn === undefined ? null : (
        <CellTooltip
          id={tooltipId}
          heading={`${pointedNode.name} · ${pointedColumn.title}`}
          details={prepareCellDetail(pointedNode, pointedColumn)}
          anchor={pointing.cell.anchor}
        />
      )}
    </div>
  )
}

const styleOf = (columns: readonly FleetColumn[]): CSSProperties & ColumnCounts => countColumns(columns)

/** Stands for the rows that are not drawn. */
const Spacer = ({ px }: { px: number }) =>
  px <= 0 ? null : (
    <tr aria-hidden="true" style={{ height: px }}>
      <td />
    </tr>
  )
