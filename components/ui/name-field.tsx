'use client'

import { useState } from 'react'

interface NameFieldProps {
  /** What the field is for, for everybody who does not see the placeholder. */
  label: string
  placeholder: string
  initial: string
  /** What was typed, without space around it; null where it stays as it was. */
  onName: (name: string | null) => void
}

/** Names something in its place: Enter keeps what was typed, Escape leaves it as it was. */
export const NameField = ({ label, placeholder, initial, onName }: NameFieldProps) => {
  const [draft, setDraft] = useState(initial)
  return (
    <form
      className="flex flex-wrap gap-1"
      onSubmit={(event) => {
        event.preventDefault()
        const name = draft.trim()
        onName(name === initial ? null : name)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onName(null)
      }}
    >
      <input
        type="text"
        autoFocus
        aria-label={label}
        placeholder={placeholder}
        maxLength={200}
        className="control w-64 max-w-full"
        value={draft}
        onChange={(event) => {
          setDraft(event.target.value)
        }}
      />
      <button type="submit" className="button-quiet">
        Keep
      </button>
    </form>
  )
}
