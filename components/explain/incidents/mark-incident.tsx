'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ExplainAnswer } from '@/lib/contract/explain'
import { useIncidents } from './incident-mutation'
import { incidentOf, markedTitle } from './prepare-incidents'
import { incidentsQuery } from './queries'
import { IncidentTitle } from './incident-title'

/** Names the window as an incident, so that it is no baseline of others and known when it comes again. */
export const MarkIncident = ({ answer }: { answer: ExplainAnswer }) => {
  const [isNaming, setNaming] = useState(false)
  const { say, isPending } = useIncidents()
  const { data } = useQuery(incidentsQuery())
  const marked = markedTitle(data?.incidents ?? [], answer)
  if (marked !== null) return <p className="text-sm text-muted">Marked as {marked}</p>
  if (!isNaming)
    return (
      <button
        type="button"
        className="button-quiet justify-self-start"
        disabled={isPending}
        onClick={() => {
          setNaming(true)
        }}
      >
        Mark this window as an incident
      </button>
    )
  return (
    <IncidentTitle
      initial=""
      onTitle={(title) => {
        setNaming(false)
        if (title !== null) say({ mark: incidentOf(answer, title) }, `Marked as ${title}`)
      }}
    />
  )
}
