'use client'

import { useState, type SyntheticEvent } from 'react'
import { InvalidInputError } from '@/lib/core/errors'
import { compileFrameSearch } from '@/lib/core/profiles/frame-search'
import { useView } from '@/components/ui/view'
import { useSayRule } from './say-rule'

/** The same pattern and share are the same rule, however often they are sent. */
const idOf = (pattern: string): string => `own:${pattern.slice(0, 90)}`

const problemOf = (pattern: string, percent: number): string | null => {
  if (!(percent > 0 && percent <= 100)) return 'The share is a percentage above 0.'
  try {
    compileFrameSearch(pattern)
    return null
  } catch (error) {
    if (error instanceof InvalidInputError) return error.message.replace(/^filter: /, '')
    throw error
  }
}

/** What is looked for in the graph is what a rule would look for. */
export const RuleForm = () => {
  const [{ text }] = useView()
  return <Fields key={text} searched={text} />
}

const Fields = ({ searched }: { searched: string }) => {
  const [pattern, setPattern] = useState(searched)
  const [percent, setPercent] = useState('5')
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const { say, isPending } = useSayRule()
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    const found = problemOf(pattern, Number(percent))
    setProblem(found)
    if (found !== null || pattern.trim() === '') return
    const id = idOf(pattern.trim())
    const input = { id, pattern: pattern.trim(), leastShare: Number(percent) / 100, reason, isMuted: false }
    say({ input }, 'Profiles from now on are compared with it', { forget: id })
  }
  return (
    <form className="flex flex-wrap items-end gap-3" onSubmit={onSubmit} aria-label="A rule of your own">
      <label className="rule-field">
        Functions (regular expression)
        <input
          className="control w-60 font-mono text-xs"
          value={pattern}
          maxLength={150}
          required
          spellCheck={false}
          placeholder="^__kretprobe"
          onChange={(event) => {
            setPattern(event.target.value)
          }}
        />
      </label>
      <label className="rule-field">
        From this share, %
        <input
          className="control w-24"
          value={percent}
          inputMode="decimal"
          required
          onChange={(event) => {
            setPercent(event.target.value)
          }}
        />
      </label>
      <label className="rule-field min-w-40 flex-1">
        What it means
        <input
          className="control"
          value={reason}
          maxLength={300}
          placeholder="the probe of version 2 spins on its map"
          onChange={(event) => {
            setReason(event.target.value)
          }}
        />
      </label>
      <button type="submit" className="button-primary" disabled={isPending}>
        Keep this rule
      </button>
      {problem === null ? null : (
        <p role="alert" className="basis-full text-sm">
          {problem}
        </p>
      )}
    </form>
  )
}
