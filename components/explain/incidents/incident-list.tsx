'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { useView } from '@/components/ui/view'
import { PageSection } from '@/components/ui/page-section'
import { useIncidents } from './incident-mutation'
import { IncidentTitle } from './incident-title'
import { prepareIncidents, type ListedIncident } from './prepare-incidents'
import { incidentsQuery } from './queries'

/** What somebody marked, whatever window is looked at; nothing where nobody ever did. */
export const IncidentList = () => {
  const [view] = useView()
  const { data, error } = useQuery(incidentsQuery())
  if (error !== null) return <p className="text-sm text-muted">The marked incidents cannot be read now.</p>
  if (data === undefined || data.incidents.length === 0) return null
  const { listed, shown } = prepareIncidents(data.incidents, view)
  return (
    <PageSection title="Marked incidents" note={shown}>
      <ul className="explain-list">
        {listed.map((one) => (
          <IncidentItem key={one.incident.id} listed={one} />
        ))}
      </ul>
    </PageSection>
  )
}

const IncidentItem = ({ listed: { incident, when, href, isOpen } }: { listed: ListedIncident }) => {
  const [isNaming, setNaming] = useState(false)
  const { say, isPending } = useIncidents()
  const { id, title } = incident
  return (
    <li>
      {isNaming ? (
        <IncidentTitle
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
        <QuietButton
          text={isOpen ? 'Close' : 'Open again'}
          of={title}
          isDisabled={isPending}
          onPress={() => {
            say({ change: { id, isClosed: isOpen } }, isOpen ? `Closed ${title}` : `Opened ${title} again`)
          }}
        />
        <QuietButton
          text="Rename"
          of={title}
          isDisabled={isPending}
          onPress={() => {
            setNaming(true)
          }}
        />
        <QuietButton
          text="Forget"
          of={title}
          isDisabled={isPending}
          onPress={() => {
            say({ forget: id }, `${title} is no incident any more`)
          }}
        />
      </span>
    </li>
  )
}

interface QuietButtonProps {
  text: string
  /** What it is done to, said to who does not see the line it stands in. */
  of: string
  isDisabled: boolean
  onPress: () => void
}

const QuietButton = ({ text, of, isDisabled, onPress }: QuietButtonProps) => (
  <button type="button" className="button-quiet" disabled={isDisabled} onClick={onPress}>
    {text}
    <span className="sr-only"> {of}</span>
  </button>
)
