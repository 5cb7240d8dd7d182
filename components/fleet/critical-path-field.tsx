'use client'

import { useId, useState } from 'react'
import type { ViewState } from '@/lib/contract/view-state'

interface CriticalPathFieldProps {
  critical: string
  only: ViewState['only']
  onChange: (change: Pick<ViewState, 'critical' | 'only'>) => void
}

/** What is typed becomes part of the view on Enter or when the field is left. */
export const CriticalPathField = ({ critical, only, onChange }: CriticalPathFieldProps) => {
  const id = useId()
  const [draft, setDraft] = useState(critical)
  const apply = () => {
    const text = draft.trim()
    if (text !== critical) onChange({ critical: text, only: text === '' ? 'all' : only })
  }
  return (
    <form
      className="grid gap-1"
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <div className="view-field">
        <label htmlFor={id}>Critical path</label>
        <input
          id={id}
          type="text"
          className="control"
          value={draft}
          placeholder='role="db"'
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            setDraft(event.target.value)
          }}
          onBlur={apply}
        />
      </div>
      <p id={`${id}-hint`} className="text-muted">
        Nodes that fit stand first and are marked.
      </p>
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          disabled={critical === ''}
          checked={only === 'critical'}
          onChange={(event) => {
            onChange({ critical, only: event.target.checked ? 'critical' : 'all' })
          }}
        />
        Show the critical path alone
      </label>
    </form>
  )
}
