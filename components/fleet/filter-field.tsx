'use client'

import { useId, useState } from 'react'

interface FilterFieldProps {
  filter: string
  onFilter: (filter: string) => void
  /** Matchers that would fit nodes on screen. */
  suggestions: readonly string[]
  /** Why the filter was refused; null while it holds. */
  problem: string | null
}

/** What is typed becomes part of the view on Enter or when the field is left. */
export const FilterField = ({ filter, onFilter, suggestions, problem }: FilterFieldProps) => {
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const apply = () => {
    if (draft !== null && draft.trim() !== filter) onFilter(draft.trim())
    setDraft(null)
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
        id={id}
        type="text"
        value={draft ?? filter}
        placeholder='Filter: cluster="eu-1", role!="db"'
        list={`${id}-suggestions`}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        className="control w-full"
        onChange={(event) => {
          setDraft(event.target.value)
        }}
        onBlur={apply}
      />
      <datalist id={`${id}-suggestions`}>
        {suggestions.map((text) => (
          <option key={text} value={text} />
        ))}
      </datalist>
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
