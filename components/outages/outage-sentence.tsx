'use client'

import { useView } from '@/components/ui/view'
import type { OutagesAnswer } from '@/lib/contract/outages'
import { DAY_MS } from '@/lib/core/times'
import { furtherSentences, headlineOf, separationSentence } from './prepare-rates'

/** The answer first, and what it rests on after it. */
export const OutageSentence = ({ answer }: { answer: OutagesAnswer }) => {
  const { separatedBy, window } = answer
  const [first, ...further] = separatedBy
  return (
    <section aria-label="The answer" className="grid gap-1">
      <p className="page-headline">
        {headlineOf(answer)}.{first === undefined ? null : ` ${separationSentence(first)}.`}
      </p>
      {further.map((group) => (
        <p key={group.fact}>{separationSentence(group)}.</p>
      ))}
      <p className="page-further">{furtherSentences(answer).join(' ')}</p>
      {window.toMs - window.fromMs < DAY_MS ? <LongerWindow /> : null}
    </section>
  )
}

const LONGER = [
  { title: 'Last day', from: 'now-1d' },
  { title: 'Last 7 days', from: 'now-7d' },
] as const

/** Outages are rare. */
const LongerWindow = () => {
  const [, setView] = useView()
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-sm">
      Outages are rare; a longer window says more:
      {LONGER.map(({ title, from }) => (
        <button
          key={from}
          type="button"
          className="button-quiet"
          onClick={() => {
            setView({ from, to: 'now' })
          }}
        >
          {title}
        </button>
      ))}
    </p>
  )
}
