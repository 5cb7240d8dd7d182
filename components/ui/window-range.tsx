'use client'

import { useId, useState } from 'react'
import type { ViewState } from '@/lib/contract/view-state'
import { fromInputText, toInputText } from './prepare-window'

interface WindowRangeProps {
  view: ViewState
  onApply: (range: { from: string; to: string }) => void
}

const rangeOf = (fromText: string, toText: string, view: ViewState) => {
  const from = fromInputText(fromText, view.zone)
  const to = fromInputText(toText, view.zone)
  return from === null || to === null || from >= to ? null : { from, to }
}

/** Two absolute times; what is typed becomes part of the view only when it is applied. */
export const WindowRange = ({ view, onApply }: WindowRangeProps) => {
  const [openedMs] = useState(() => Date.now())
  const [from, setFrom] = useState(() => toInputText(view.from, view.zone, openedMs))
  const [to, setTo] = useState(() => toInputText(view.to, view.zone, openedMs))
  const hintId = useId()
  const range = rangeOf(from, to, view)
  return (
    <form
      className="grid gap-2 text-xs"
      onSubmit={(event) => {
        event.preventDefault()
        if (range !== null) onApply(range)
      }}
    >
      <TimeField title="From" value={from} onChange={setFrom} hintId={hintId} />
      <TimeField title="To" value={to} onChange={setTo} hintId={hintId} />
      <p id={hintId} className="text-muted">
        {range === null
          ? 'From must be before To.'
          : `Times are ${view.zone === 'utc' ? 'UTC' : 'in your local zone'}. A fixed window does not refresh.`}
      </p>
      <button type="submit" disabled={range === null} className="button-primary">
        Show this window
      </button>
    </form>
  )
}

interface TimeFieldProps {
  title: string
  value: string
  onChange: (value: string) => void
  hintId: string
}

const TimeField = ({ title, value, onChange, hintId }: TimeFieldProps) => (
  <label className="grid grid-cols-[3rem_1fr] items-center gap-2">
    <span>{title}</span>
    <input
      type="datetime-local"
      value={value}
      aria-describedby={hintId}
      onChange={(event) => {
        onChange(event.target.value)
      }}
      className="control"
    />
  </label>
)
