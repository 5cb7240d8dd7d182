'use client'

import { useState } from 'react'

interface TitleFieldProps {
  initial: string
  /** Null where it stays as it was. */
  onTitle: (title: string | null) => void
}

export const TitleField = ({ initial, onTitle }: TitleFieldProps) => {
  const [title, setTitle] = useState(initial)
  return (
    <form
      className="flex flex-wrap gap-1"
      onSubmit={(event) => {
        event.preventDefault()
        onTitle(title.trim() === '' || title.trim() === initial ? null : title.trim())
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onTitle(null)
      }}
    >
      <input
        type="text"
        autoFocus
        aria-label="What happened"
        placeholder="database slow for everybody"
        maxLength={200}
        className="control w-64 max-w-full"
        value={title}
        onChange={(event) => {
          setTitle(event.target.value)
        }}
      />
      <button type="submit" className="button-quiet">
        Keep
      </button>
    </form>
  )
}
