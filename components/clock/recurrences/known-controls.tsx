'use client'

import { useState } from 'react'
import { NameField } from '@/components/ui/name-field'
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
      <div className="recurrence-controls">
        <NameField
          label="What it is"
          placeholder="nightly backup, fine"
          initial={known?.name ?? ''}
          onName={(name) => {
            setNaming(false)
            if (name === null) return
            say(
              [{ input: inputOf(listed, { name }) }],
              name === '' ? 'The name is gone' : `Named ${name}`,
              beforeOf(listed),
            )
          }}
        />
      </div>
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
