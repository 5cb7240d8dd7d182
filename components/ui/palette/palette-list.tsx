'use client'

import { useEffect, useRef } from 'react'
import type { PaletteItem } from './prepare-palette'

interface PaletteListProps {
  id: string
  items: readonly PaletteItem[]
  active: number
  onTake: (item: PaletteItem) => void
}

export const PaletteList = ({ id, items, active, onTake }: PaletteListProps) => {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <ul ref={list} id={id} role="listbox" aria-label="What fits" className="palette-list">
      {items.map((item, index) => (
        <li
          key={item.id}
          id={`${id}-${String(index)}`}
          role="option"
          aria-selected={index === active}
          className="palette-item"
          onClick={() => {
            onTake(item)
          }}
        >
          <span className="truncate">{item.title}</span>
          <span className="palette-group">{item.group}</span>
          <span className="palette-keys">
            {item.keys.map((key, place) => (
              <kbd key={`${key} ${String(place)}`}>{key}</kbd>
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}
