'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { ViewState } from '@/lib/contract/view-state'
import { formatDateTime } from '../format-time'
import { fromInputText, toInputText } from '../prepare-window'
import { pageClock } from './page-clock'
import { resolveView, toWindowText, type WindowText } from './shift-window'
import { readShownNowMs } from './shown-moment'

interface WindowRangeProps {
  view: ViewState
  onApply: (window: WindowText) => void
}

/** Two absolute times; what is typed becomes part of the view only when it is applied. */
export const WindowRange = ({ view, onApply }: WindowRangeProps) => {
  const client = useQueryClient()
  const clock = pageClock(view.zone)
  const [opened] = useState(() => resolveView(view, readShownNowMs(client)))
  const [from, setFrom] = useState(() => toInputText(opened.fromMs, clock))
  const [to, setTo] = useState(() => toInputText(opened.toMs, clock))
  const [fromMs, toMs] = [fromInputText(from, clock), fromInputText(to, clock)]
  const window = fromMs === null || toMs === null || fromMs >= toMs ? null : { fromMs, toMs }
  return (
    <form
      className="grid gap-2 text-xs"
      onSubmit={(event) => {
        event.preventDefault()
        if (window !== null) onApply(toWindowText(window))
      }}
    >
      <TimeField title="From" value={from} timeMs={fromMs} zone={view.zone} onChange={setFrom} />
      <TimeField title="To" value={to} timeMs={toMs} zone={view.zone} onChange={setTo} />
      {fromMs !== null && toMs !== null && window === null ? (
        <p role="status">From must be before To.</p>
      ) : null}
      <button type="submit" disabled={window === null} className="button-primary justify-self-start">
        Show this window
      </button>
    </form>
  )
}

interface TimeFieldProps {
  title: string
  value: string
  /** Null while the text is no moment. */
  timeMs: number | null
  zone: ViewState['zone']
  onChange: (value: string) => void
}

const TimeField = ({ title, value, timeMs, zone, onChange }: TimeFieldProps) => {
  const hintId = useId()
  return (
    <div className="grid grid-cols-[3rem_1fr] items-center gap-x-2">
      <label htmlFor={`${hintId}-field`}>{title}</label>
      <input
        id={`${hintId}-field`}
        type="datetime-local"
        step={1}
        value={value}
        aria-describedby={hintId}
        onChange={(event) => {
          onChange(event.target.value)
        }}
        className="control"
      />
      <span id={hintId} className="col-start-2 text-muted tabular-nums">
        {timeMs === null ? 'There is no such time on this clock.' : formatDateTime(timeMs, zone)}
      </span>
    </div>
  )
}
