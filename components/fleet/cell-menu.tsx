'use client'

import Link from 'next/link'
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { useDismiss } from '@/components/ui/dismiss'
import { useView } from '@/components/ui/view'
import { closest } from './grid-places'
import { prepareCellMenu } from './prepare-cell-menu'
import type { FleetColumn } from './prepare-fleet-columns'
import type { FleetItems } from './prepare-fleet-items'

interface OpenedCell {
  row: number
  columnId: string
  aspect: string | null
  left: number
  top: number
  element: HTMLElement
}

const WIDTH = 340
const HEIGHT = 190

const openedCell = ({ target, clientX, clientY }: MouseEvent): OpenedCell | null => {
  const element = closest(target, 'td[data-column]')
  const row = element?.closest<HTMLElement>('tr[data-row]')?.dataset['row']
  const columnId = element?.dataset['column']
  if (element === null || row === undefined || columnId === undefined) return null
  const box = element.getBoundingClientRect()
  const [x, y] = clientX === 0 && clientY === 0 ? [box.left, box.bottom] : [clientX, clientY]
  return {
    row: Number(row),
    columnId,
    aspect: element.dataset['aspect'] ?? null,
    left: Math.max(8, Math.min(x, window.innerWidth - WIDTH)),
    top: Math.max(8, Math.min(y, window.innerHeight - HEIGHT)),
    element,
  }
}

/** Opened by the right button, a long press, the menu key or Shift and F10: browsers tell of all in one way. */
export const useCellMenu = () => {
  const [cell, setCell] = useState<OpenedCell | null>(null)
  return {
    cell,
    close: () => {
      setCell(null)
    },
    onContextMenu: (event: MouseEvent) => {
      const opened = openedCell(event)
      if (opened === null) return
      event.preventDefault()
      setCell(opened)
    },
  }
}

export type CellMenuState = ReturnType<typeof useCellMenu>

interface CellMenuProps {
  menu: CellMenuState
  items: FleetItems
  columns: readonly FleetColumn[]
}

export const CellMenu = ({ menu: { cell, close }, items, columns }: CellMenuProps) => {
  const column = columns.find(({ id }) => id === cell?.columnId)
  const item = cell === null ? null : items.at(cell.row)
  if (cell === null || column === undefined || item?.kind !== 'node') return null
  return <OpenMenu key={`${item.key} ${column.id}`} cell={cell} item={item} column={column} onClose={close} />
}

interface OpenMenuProps {
  cell: OpenedCell
  item: ReturnType<FleetItems['at']> & { kind: 'node' }
  column: FleetColumn
  onClose: () => void
}

const OpenMenu = ({ cell, item, column, onClose }: OpenMenuProps) => {
  const [view] = useView()
  const menu = useRef<HTMLDivElement>(null)
  useEffect(() => {
    menu.current?.querySelector('a')?.focus()
  }, [])
  useDismiss(menu, true, (by) => {
    onClose()
    if (by === 'escape') cell.element.focus()
  })
  return (
    <div
      ref={menu}
      role="menu"
      aria-label={`${item.node.name}, ${column.title}`}
      className="cell-menu"
      style={{ left: cell.left, top: cell.top }}
      onKeyDown={moveInMenu}
      onClick={onClose}
    >
      {prepareCellMenu(item.node, column, cell.aspect, view).map(({ title, href }) => (
        <Link key={href} href={href} role="menuitem" tabIndex={-1} prefetch={false}>
          {title}
        </Link>
      ))}
    </div>
  )
}

const MOVES: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** Round and round, as in any menu. */
const moveInMenu = (event: KeyboardEvent<HTMLElement>): void => {
  const links = Array.from(event.currentTarget.querySelectorAll('a'))
  const at = links.findIndex((link) => link === document.activeElement)
  const moved =
    event.key === 'Home' ? 0 : event.key === 'End' ? links.length - 1 : at + (MOVES[event.key] ?? 0)
  if (moved === at) return
  event.preventDefault()
  links[(moved + links.length) % links.length]?.focus()
}
