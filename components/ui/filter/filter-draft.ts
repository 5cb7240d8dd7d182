'use client'

import { useState, type KeyboardEvent } from 'react'
import { useCompletions } from './completions'
import { nextCompletion, type Completion, type Completions } from './prepare-completion'

interface FilterDraft {
  /** Null while nobody types. */
  text: string | null
  completions: Completions
  /** The completion that the arrow keys are at; -1 is none. */
  active: number
  type: (text: string, caret: number) => void
  take: (completion: Completion) => void
  drop: () => void
  apply: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

const MOVES: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** What is typed becomes part of the view only when it is applied. */
export const useFilterDraft = (
  filter: string,
  onFilter: (filter: string) => void,
  placeCaret: (caret: number) => void,
): FilterDraft => {
  const [draft, setDraft] = useState<{ text: string; caret: number } | null>(null)
  const [active, setActive] = useState(-1)
  const completions = useCompletions(draft)
  const change = (next: typeof draft) => {
    setDraft(next)
    setActive(-1)
  }
  const take = ({ filter: text, caret }: Completion) => {
    change({ text, caret })
    placeCaret(caret)
  }
  const takeActive = (event: KeyboardEvent) => {
    const item = completions.items[active]
    if (item === undefined) return
    event.preventDefault()
    take(item)
  }
  const drop = () => {
    change(null)
  }
  return {
    text: draft?.text ?? null,
    completions,
    active,
    type: (text, caret) => {
      change({ text, caret })
    },
    take,
    drop,
    apply: () => {
      if (draft !== null && draft.text.trim() !== filter) onFilter(draft.text.trim())
      drop()
    },
    onKeyDown: (event) => {
      const move = MOVES[event.key]
      if (event.key === 'Escape') drop()
      if (event.key === 'Enter' || event.key === 'Tab') takeActive(event)
      if (move === undefined) return
      event.preventDefault()
      setActive(nextCompletion(active, move, completions.items.length))
    },
  }
}
