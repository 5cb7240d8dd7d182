'use client'

import { useState } from 'react'
import { beforeOf, inputOf, useSayOfRecurrence } from './known-mutation'
import type { ListedRecurrence } from './prepare-recurrence-list'

/** Names a recurrence and mutes it; both can be taken back. */
export const KnownControls = ({ listed }: { listed: ListedRecurrence }) => {
  const [isNaming, setNaming] = useState(false)
  const { say, isPending } = useSayOfRecurrence()
  const { known } = listed
  const isMuted = known?.isMuted === true && listed.changes.length === 0
  if (isNaming)
    return (
      <NameField
        initial={known?.name ?? ''}
        onName={(name) => {
          setNaming(false)
          if (name === null || name === (known?.name ?? '')) return
          say(
            [{ input: inputOf(listed, { name }) }],
            name === '' ? 'The name is gone' : `Named ${name}`,
            beforeOf(listed),
          )
        }}
      />
    )
  return (
    <div className="recurrence-controls">
      <button
        type="button"
        className="button-quiet"
        disabled={isPending}
        onClick={() => {
          setNaming(true)
        }}
      >
        {known === null || known.name === '' ? 'Name it' : 'Rename'}
      </button>
      <button
        type="button"
        className="button-quiet"
        disabled={isPending}
        onClick={() => {
          const title = isMuted ? 'Heard of again' : 'Muted until it changes'
          say([{ input: inputOf(listed, { isMuted: !isMuted }) }], title, beforeOf(listed))
        }}
      >
        {isMuted ? 'Unmute' : 'Mute'}
      </button>
    </div>
  )
}

interface NameFieldProps {
  initial: string
  /** Null where it stays as it was. */
  onName: (name: string | null) => void
}

const NameField = ({ initial, onName }: NameFieldProps) => {
  const [name, setName] = useState(initial)
  return (
    <form
      className="recurrence-controls"
      onSubmit={(event) => {
        event.preventDefault()
        onName(name.trim())
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onName(null)
      }}
    >
      <input
        type="text"
        autoFocus
        aria-label="What it is"
        placeholder="nightly backup, fine"
        maxLength={200}
        className="control w-48"
        value={name}
        onChange={(event) => {
          setName(event.target.value)
        }}
      />
      <button type="submit" className="button-quiet">
        Keep
      </button>
    </form>
  )
}
