'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useId, useState, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { toSearch } from '@/lib/contract/view-state'
import { wordsOn } from '../advice'
import { formatRange } from '../format-time'
import type { Command } from '../keys/commands'
import { Modal } from '../modal'
import { useRested } from '../rested'
import { pageClock } from '../time/page-clock'
import { readWindowPhrase } from '../time/read-window-phrase'
import { resolveView } from '../time/shift-window'
import { readShownNowMs } from '../time/shown-moment'
import { useView } from '../view'
import { nodeSearchQuery } from './node-search'
import { PaletteList } from './palette-list'
import { preparePalette, type PaletteItem } from './prepare-palette'

interface PaletteProps {
  commands: readonly Command[]
  onClose: () => void
}

const REST_MS = 150

const useTypedWindow = (text: string): { title: string; run: () => void } | null => {
  const [view, setView] = useView()
  const client = useQueryClient()
  const [nowMs] = useState(() => readShownNowMs(client))
  const { window } = readWindowPhrase(text, pageClock(view.zone), nowMs)
  if (window === null) return null
  return {
    title: `Show ${formatRange(resolveView(window, nowMs), view.zone)}`,
    run: () => {
      setView(window)
    },
  }
}

const usePaletteItems = (text: string, commands: readonly Command[]) => {
  const [view] = useView()
  const router = useRouter()
  const { data, error } = useQuery(nodeSearchQuery(useRested(text.trim(), REST_MS)))
  const items = preparePalette({
    text,
    commands,
    nodes: text.trim() === '' ? [] : (data?.nodes ?? []),
    openNode: (id) => {
      router.push(`/nodes/${String(id)}${toSearch(view)}`)
    },
    window: useTypedWindow(text),
  })
  return { items, total: data?.total ?? 0, error }
}

const MOVES: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** Everything by name: pages, nodes, windows, and what else can be done. */
export const Palette = ({ commands, onClose }: PaletteProps) => {
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const listId = useId()
  const { items, total, error } = usePaletteItems(text, commands)
  const place = Math.min(active, items.length - 1)
  const take = (item: PaletteItem | undefined) => {
    if (item === undefined) return
    flushSync(onClose)
    item.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = MOVES[event.key]
    if (step === undefined || items.length === 0) return
    event.preventDefault()
    setActive((place + step + items.length) % items.length)
  }
  return (
    <Modal title="Go to or do" className="palette" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          take(items[place])
        }}
      >
        <input
          type="text"
          role="combobox"
          value={text}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          placeholder="Page, node, window or action"
          aria-label="Page, node, window or action"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={items[place] === undefined ? undefined : `${listId}-${String(place)}`}
          className="palette-field"
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setText(event.target.value)
            setActive(0)
          }}
        />
      </form>
      <PaletteList id={listId} items={items} active={place} onTake={take} />
      <PaletteFoot text={text} items={items} total={total} error={error} />
    </Modal>
  )
}

interface PaletteFootProps {
  text: string
  items: readonly PaletteItem[]
  total: number
  error: Error | null
}

const footText = ({ text, items, total, error }: PaletteFootProps): string => {
  if (error !== null) return `Nodes cannot be searched: ${wordsOn(error)}`
  const nodes = items.filter(({ id }) => id.startsWith('node ')).length
  if (text.trim() !== '' && total > nodes && nodes > 0) {
    return `${String(nodes)} of ${String(total)} nodes shown: type more of the name.`
  }
  return items.length === 0 ? 'Nothing is called that.' : '↑ ↓ to choose, Enter to take, Esc to close.'
}

const PaletteFoot = (props: PaletteFootProps) => (
  <p role="status" className="palette-foot">
    {footText(props)}
  </p>
)
