'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { useView } from '@/components/ui/view'
import { ExplainSection } from '../explain-section'
import { useIncidents } from './incident-mutation'
import { prepareIncidents, type ListedIncident } from './prepare-incidents'
import { incidentsQuery } from './queries'
import { TitleField } from './title-field'

/** What somebody marked, whatever window is looked at; nothing where nobody ever did. */
export const IncidentList = () => {
  const [view] = useView()
  const { data, error } = useQuery(incidentsQuery())
  if (error !== null) return <p className="text-sm text-muted">The marked incidents cannot be read now.</p>
  if (data === undefined || data.incidents.length === 0) return null
  const { listed, shown } = prepareIncidents(data.incidents, view)
  return (
    <ExplainSection title="Marked incidents" note={shown}>
      <ul className="explain-list">
        {listed.map((one) => (
          <IncidentItem key={one.incident.id} listed={one} />
        ))}
      </ul>
    </ExplainSection>
  )
}

const IncidentItem = ({ listed: { incident, when, href, isOpen } }: { listed: ListedIncident }) => {
  const [isNaming, setNaming] = useState(false)
  const { say, isPending } = useIncidents()
  const { id, title } = incident
  return (
    <li>
      {isNaming ? (
        <TitleField
          initial={title}
          onTitle={(named) => {
            setNaming(false)
            if (named !== null) say({ change: { id, title: named } }, `Named ${named}`)
          }}
        />
      ) : (
        <Link className="link" href={href}>
          {title}
        </Link>
      )}
      <span className="text-sm text-muted">
        {when} · {isOpen ? 'open' : 'closed'}
      </span>
      <span className="flex flex-wrap gap-1 text-sm">
        <button
          type="button"
          className="button-quiet"
          disabled={isPending}
          onClick={() => {
            say({ change: { id, isClosed: isOpen } }, isOpen ? `Closed ${title}` : `Opened ${title} again`)
          }}
        >
          {isOpen ? 'Close' : 'Open again'}
          <span className="sr-only"> {title}</span>
        </button>
        <button
          type="button"
          className="button-quiet"
          disabled={isPending}
          onClick={() => {
            setNaming(true)
          }}
        >
          Rename<span className="sr-only"> {title}</span>
        </button>
        <button
          type="button"
          className="button-quiet"
          disabled={isPending}
          onClick={() => {
            say({ forget: id }, `${title} is no incident any more`)
          }}
        >
          Forget<span className="sr-only"> {title}</span>
        </button>
      </span>
    </li>
  )
}
