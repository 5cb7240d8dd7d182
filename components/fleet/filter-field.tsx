'use client'

import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { CompletionList } from './completion-list'
import { useCompletions } from './completions'
import type { Completion } from './prepare-completion'

interface FilterFieldProps {
  filter: string
  onFilter: (filter: string) => void
  /** Why the filter was refused; null while it holds. */
  problem: string | null
}

interface Draft {
  text: string
  caret: number
}

/** What is typed becomes part of the view on Enter or when the field is left. */
export const FilterField = ({ filter, onFilter, problem }: FilterFieldProps) => {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [active, setActive] = useState(-1)
  const completions = useCompletions(draft)
  const { items } = completions
  const apply = () => {
    if (draft !== null && draft.text.trim() !== filter) onFilter(draft.text.trim())
    setDraft(null)
    setActive(-1)
  }
  const take = (completion: Completion | undefined) => {
    if (completion === undefined) return
    setDraft({ text: completion.filter, caret: completion.caret })
    setActive(-1)
    requestAnimationFrame(() => {
      input.current?.setSelectionRange(completion.caret, completion.caret)
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }
    const move = moves[event.key]
    if (move !== undefined && items.length > 0) {
      event.preventDefault()
      setActive((active + move + items.length + 1) % (items.length + 1) === items.length ? -1 : active + move)
    }
    if (event.key === 'Escape') {
      setDraft(null)
      setActive(-1)
    }
    if ((event.key === 'Enter' || event.key === 'Tab') && items[active] !== undefined) {
      event.preventDefault()
      take(items[active])
    }
  }
  return (
    <form
      role="search"
      className="relative flex min-w-48 flex-1 items-center gap-2 sm:max-w-md"
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <label htmlFor={id} className="sr-only">
        Filter nodes by label
      </label>
      <input
        ref={input}
        id={id}
        type="text"
        role="combobox"
        aria-expanded={items.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active < 0 ? undefined : `${id}-list-${String(active)}`}
        value={draft?.text ?? filter}
        placeholder='Filter: cluster="eu-1", role!="db"'
        autoComplete="off"
        spellCheck={false}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        className="control w-full"
        onFocus={({ target }) => {
          setDraft({ text: filter, caret: target.value.length })
        }}
        onChange={({ target }) => {
          setDraft({ text: target.value, caret: target.selectionStart ?? target.value.length })
          setActive(-1)
        }}
        onKeyDown={onKeyDown}
        onBlur={apply}
      />
      <CompletionList id={`${id}-list`} completions={completions} active={active} onTake={take} />
      {filter === '' ? null : (
        <button
          type="button"
          className="button-quiet"
          onClick={() => {
            setDraft(null)
            onFilter('')
          }}
        >
          Clear<span className="sr-only"> the filter</span>
        </button>
      )}
      {problem === null ? null : (
        <p id={`${id}-problem`} role="alert" className="field-problem">
          {problem}
        </p>
      )}
    </form>
  )
}
