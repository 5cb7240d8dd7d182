'use client'

import { useId, useRef } from 'react'
import { ApiError } from '../fetch-api'
import { useView } from '../view'
import { CompletionList } from './completion-list'
import { useFilterDraft } from './filter-draft'

interface FilterFieldProps {
  /** Of the question that the filter is a part of. */
  error: Error | null
}

/** Which nodes the page is about. What is typed becomes part of the view on Enter or when the field is left. */
export const FilterField = ({ error }: FilterFieldProps) => {
  const [{ filter }, setView] = useView()
  const onFilter = (text: string) => {
    setView({ filter: text })
  }
  const problem = refusalOf(filter, error)
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const draft = useFilterDraft(filter, onFilter, (caret) => {
    // The browser moves the caret to the end when it draws the new text.
    requestAnimationFrame(() => input.current?.setSelectionRange(caret, caret))
  })
  const { completions, active } = draft
  return (
    <form
      role="search"
      className="relative flex min-w-48 flex-1 items-center gap-2 sm:max-w-md"
      onSubmit={(event) => {
        event.preventDefault()
        draft.apply()
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
        aria-expanded={completions.items.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active < 0 ? undefined : `${id}-list-${String(active)}`}
        value={draft.text ?? filter}
        placeholder='Filter: cluster="eu-1", role!="db"'
        autoComplete="off"
        spellCheck={false}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        className="control w-full"
        onFocus={() => {
          draft.type(filter, filter.length)
        }}
        onChange={({ target }) => {
          draft.type(target.value, target.selectionStart ?? target.value.length)
        }}
        onKeyDown={draft.onKeyDown}
        onBlur={draft.apply}
      />
      <CompletionList id={`${id}-list`} completions={completions} active={active} onTake={draft.take} />
      {filter === '' ? null : (
        <button
          type="button"
          className="button-quiet"
          onClick={() => {
            draft.drop()
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

/** Why the filter was refused; null while it holds. */
const refusalOf = (filter: string, error: Error | null): string | null =>
  filter !== '' && error instanceof ApiError && error.status === 400 ? error.message : null
