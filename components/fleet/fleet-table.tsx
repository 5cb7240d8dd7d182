'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useRouter } from 'next/navigation'
import { useEffect, useId, useRef, type CSSProperties, type MouseEvent, type SyntheticEvent } from 'react'
import { useMedia } from '@/components/ui/media'
import type { FleetGrid, FleetSort } from '@/lib/contract/fleet'
import type { ShownValue } from '@/lib/contract/view-state'
import { CellTooltip } from './cell-tooltip'
import { FleetColumns } from './fleet-columns'
import { FleetTableHeader } from './fleet-table-header'
import { FleetTableRow } from './fleet-table-row'
import { useGridFocus } from './grid-focus'
import { orderByHeld, useHeldOrder } from './hold-order'
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
  /** There are more nodes than the answer holds, and they are not being fetched yet. */
  isCut: boolean
  onNearEnd: () => void
}

const HEADER_ROWS = 2
const ROW_PX = 30
const WALL_ROW_PX = 38

export const FleetTable = ({
  grid,
  columns,
  show,
  sort,
  onSort,
  search,
  isCut,
  onNearEnd,
}: FleetTableProps) => {
  const router = useRouter()
  const tooltipId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const order = useHeldOrder(() => grid.nodes.map(({ id }) => id))
  const nodes = orderByHeld(grid.nodes, order.held)
  const { pointed, clear, handlers } = usePointedCell()
  const showCluster = grid.nodes.some(({ cluster }) => cluster !== grid.nodes[0]?.cluster)
  const rowPx = useMedia('(min-width: 2200px)') ? WALL_ROW_PX : ROW_PX

  const virtualizer = useVirtualizer({
    count: nodes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
  })
  useEffect(() => {
    virtualizer.measure()
  }, [virtualizer, rowPx])

  const items = virtualizer.getVirtualItems()
  const first = items[0]
  const last = items.at(-1)
  const page = Math.max(1, items.length - 16)
  const focus = useGridFocus(scroller, { rows: nodes.length, stops: stopsOf(columns), page }, (row) => {
    virtualizer.scrollToIndex(row)
  })

  const isNearEnd = last !== undefined && last.index >= nodes.length - 40 && isCut
  useEffect(() => {
    if (isNearEnd) onNearEnd()
  }, [isNearEnd, onNearEnd])

  const openNode = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('td') : null
    const node = nodes[rowOf(target)]
    if (target === null || node === undefined) return
    const column = target.dataset['column']
    router.push(`/nodes/${String(node.id)}${search}${column === undefined ? '' : `#${column}`}`)
  }

  const pointedNode = pointed === null ? undefined : nodes[pointed.row]
  const pointedColumn = columns.find(({ id }) => id === pointed?.columnId)
  return (
    <div
      ref={scroller}
      className="fleet-scroller"
      onScroll={clear}
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
        aria-describedby={pointed === null ? undefined : tooltipId}
        onKeyDown={focus.onKeyDown}
      >
        <FleetColumns columns={columns} />
        <FleetTableHeader columns={columns} sort={sort} onSort={onSort} />
        <tbody
          {...handlers}
          onClick={openNode}
          onFocus={(event) => {
            handlers.onFocus(event)
            order.hold(true)
            const place = placeOf(event)
            if (place !== null) focus.onFocusPlace(place)
          }}
          onBlur={() => {
            handlers.onBlur()
            order.release()
          }}
        >
          <Spacer px={first?.start ?? 0} />
          {items.map((item) => {
            const node = nodes[item.index]
            return node === undefined ? null : (
              <FleetTableRow
                key={node.id}
                node={node}
                columns={columns}
                show={show}
                nowMs={grid.nowMs}
                index={item.index}
                activeStop={focus.active.row === item.index ? focus.active.stop : null}
                search={search}
                showCluster={showCluster}
              />
            )
          })}
          <Spacer px={virtualizer.getTotalSize() - (last?.end ?? 0)} />
        </tbody>
      </table>
      {isReordered(grid.nodes, nodes) ? (
        <p className="held-note" aria-hidden="true">
          Rows keep their places while you point
        </p>
      ) : null}
      {pointed === null || pointedNode === undefined || pointedColumn === undefined ? null : (
        <CellTooltip
          id={tooltipId}
          heading={`${pointedNode.name} · ${pointedColumn.title}`}
          details={prepareCellDetail(pointedNode, pointedColumn)}
          anchor={pointed.anchor}
        />
      )}
    </div>
  )
}

const styleOf = (columns: readonly FleetColumn[]): CSSProperties & ColumnCounts => countColumns(columns)

const isReordered = (fresh: FleetGrid['nodes'], held: readonly FleetGrid['nodes'][number][]): boolean =>
  held.some((node, place) => node.id !== fresh[place]?.id)

/** Stands for the rows that are not drawn. */
const Spacer = ({ px }: { px: number }) =>
  px <= 0 ? null : (
    <tr aria-hidden="true" style={{ height: px }}>
      <td />
    </tr>
  )

const rowOf = (element: Element | null): number =>
  Number(element?.closest<HTMLElement>('tr[data-row]')?.dataset['row'] ?? Number.NaN)

const placeOf = (event: SyntheticEvent): { row: number; stop: number } | null => {
  const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-stop]') : null
  const row = rowOf(element)
  return element === null || Number.isNaN(row) ? null : { row, stop: Number(element.dataset['stop']) }
}
