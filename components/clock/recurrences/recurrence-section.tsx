'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatCount } from '@/lib/core/format-value'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { useView } from '@/components/ui/view'
import type { RecurrencesAnswer } from '@/lib/contract/recurrences'
import { clockZoneOf, recurrencesWindow } from '../clock-scope'
import { knownRecurrencesQuery, recurrencesQuery } from '../queries'
import { otherZone } from '../zones'
import { absenceText, prepareRecurrenceList, type ListedRecurrence } from './prepare-recurrence-list'
import type { RecurrenceClock } from './prepare-recurrence'
import { RecurrenceRow } from './recurrence-row'

/** What comes back by itself over all metrics and nodes, strongest first. */
export const RecurrenceSection = ({ measuredDays }: { measuredDays: number | null }) => {
  const [view] = useView()
  const found = useQuery(recurrencesQuery({ ...recurrencesWindow(view), tz: clockZoneOf(view) }))
  const known = useQuery(knownRecurrencesQuery)
  return (
    <section className="grid gap-2 px-4" aria-labelledby="recurrences">
      <h2 id="recurrences" className="text-base font-semibold">
        What comes back
      </h2>
      {found.error !== null && found.data === undefined ? (
        <ProblemPanel
          title="What comes back cannot be shown"
          error={found.error}
          onRetry={() => {
            void found.refetch()
          }}
        />
      ) : found.data === undefined ? (
        <div role="status" className="grid gap-2">
          <span className="sr-only">Loading what comes back</span>
          <div className="skeleton h-24" />
          <div className="skeleton h-24" />
        </div>
      ) : (
        <RecurrenceLists answer={found.data} known={known.data?.known ?? []} measuredDays={measuredDays} />
      )}
    </section>
  )
}

interface RecurrenceListsProps {
  answer: RecurrencesAnswer
  known: Parameters<typeof prepareRecurrenceList>[1]
  measuredDays: number | null
}

const RecurrenceLists = ({ answer, known, measuredDays }: RecurrenceListsProps) => {
  const { heard, muted } = prepareRecurrenceList(answer, known)
  const clock = { zone: answer.tz, other: otherZone(answer.tz), toMs: answer.window.toMs }
  return (
    <>
      {heard.length > 0 ? (
        <HeardList heard={heard} clock={clock} />
      ) : (
        <p className="panel p-4">
          {muted.length > 0 ? 'Nothing comes back but what is muted.' : absenceText(answer, measuredDays)}
        </p>
      )}
      {muted.length === 0 ? null : (
        <details className="clock-details">
          <summary>Muted ({formatCount(muted.length)})</summary>
          <ol className="recurrences" aria-label="Muted recurrences">
            {muted.map((listed) => (
              <RecurrenceRow key={listed.recurrence.signature} listed={listed} clock={clock} />
            ))}
          </ol>
        </details>
      )}
    </>
  )
}

const FIRST = 4

const HeardList = ({ heard, clock }: { heard: readonly ListedRecurrence[]; clock: RecurrenceClock }) => {
  const [isAll, setAll] = useState(false)
  const shown = isAll ? heard : heard.slice(0, FIRST)
  return (
    <>
      <ol className="recurrences" aria-label="Recurrences, strongest first">
        {shown.map((listed) => (
          <RecurrenceRow key={listed.recurrence.signature} listed={listed} clock={clock} />
        ))}
      </ol>
      {shown.length === heard.length ? null : (
        <button
          type="button"
          className="button-quiet justify-self-start"
          onClick={() => {
            setAll(true)
          }}
        >
          {formatCount(shown.length)} of {formatCount(heard.length)} shown: show all
        </button>
      )}
    </>
  )
}
