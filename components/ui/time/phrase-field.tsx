'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Zone } from '@/lib/contract/view-choices'
import { formatRange } from '../format-time'
import { pageClock } from './page-clock'
import { PHRASE_EXAMPLES, readWindowPhrase } from './read-window-phrase'
import { resolveView, type WindowText } from './shift-window'
import { readShownNowMs } from './shown-moment'

interface PhraseFieldProps {
  zone: Zone
  onApply: (window: WindowText) => void
}

/** A window in words; what it would be is said while it is typed, and what cannot be read when it is applied. */
export const PhraseField = ({ zone, onApply }: PhraseFieldProps) => {
  const client = useQueryClient()
  const id = useId()
  const [phrase, setPhrase] = useState('')
  const [isTried, setTried] = useState(false)
  const [nowMs] = useState(() => readShownNowMs(client))
  const { window, problem } = readWindowPhrase(phrase, pageClock(zone), nowMs)
  const isProblem = isTried && problem !== null
  return (
    <form
      className="grid gap-1"
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (window !== null) onApply(window)
      }}
    >
      <label htmlFor={id} className="sr-only">
        Window in words
      </label>
      <input
        id={id}
        type="text"
        value={phrase}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        placeholder="now-90m, yesterday 04:00 …"
        aria-invalid={isProblem}
        aria-describedby={`${id}-hint`}
        className="control w-full"
        onChange={(event) => {
          setPhrase(event.target.value)
          setTried(false)
        }}
      />
      <p id={`${id}-hint`} role="status" className="phrase-hint" data-problem={isProblem}>
        {window !== null
          ? `Enter shows ${formatRange(resolveView(window, nowMs), zone)}`
          : isProblem
            ? problem
            : `For example ${PHRASE_EXAMPLES}. A day is all of it, a time alone the hour from then.`}
      </p>
    </form>
  )
}
