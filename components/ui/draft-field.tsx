'use client'

import { useId, useState } from 'react'

interface DraftFieldProps {
  /** What the field is for, for everybody who does not see the placeholder. */
  label: string
  value: string
  onValue: (value: string) => void
  suggestions: readonly string[]
  placeholder: string
  className?: string
}

/** What is typed becomes part of the view on Enter or when the field is left. */
export const DraftField = (props: DraftFieldProps) => {
  const { label, value, onValue, suggestions, placeholder, className = '' } = props
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const apply = () => {
    if (draft !== null && draft.trim() !== value) onValue(draft.trim())
    setDraft(null)
  }
  return (
    <form
      className={`flex min-w-0 items-center ${className}`}
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <input
        id={id}
        type="text"
        value={draft ?? value}
        placeholder={placeholder}
        list={`${id}-suggestions`}
        autoComplete="off"
        spellCheck={false}
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
    </form>
  )
}
