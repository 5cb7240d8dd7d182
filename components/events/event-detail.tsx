'use client'

import Link from 'next/link'
import { useView } from '@/components/ui/view'
import type { EventAnswer } from '@/lib/contract/events'
import { prepareEventDetail } from './prepare-event-detail'

interface EventDetailProps {
  event: EventAnswer
  nowMs: number
  onClose: () => void
}

/** All that is known of one event, and ways to what happened around it. */
export const EventDetail = ({ event, nowMs, onClose }: EventDetailProps) => {
  const [{ zone }, setView] = useView()
  const { title, text, lines, attributes, around, nodeHref } = prepareEventDetail(event, zone, nowMs)
  return (
    <section
      className="event-detail panel"
      aria-label={`Details of ${title}`}
      onKeyDown={(pressed) => {
        if (pressed.key === 'Escape') onClose()
      }}
    >
      <div className="flex items-start justify-between gap-2">
        <h2 className="font-semibold break-words">{title}</h2>
        <button type="button" className="button-quiet" onClick={onClose}>
          Close<span className="sr-only"> the details</span>
        </button>
      </div>
      <p className="event-detail-text">{text}</p>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {nodeHref === null ? null : (
          <Link className="link" href={nodeHref}>
            The node at that time
          </Link>
        )}
        <button
          type="button"
          className="link"
          onClick={() => {
            setView(around)
          }}
        >
          Events around it
        </button>
      </div>
      <Pairs title="What is known of it" pairs={lines} />
      {attributes.length === 0 ? null : <Pairs title="Attributes" pairs={attributes} />}
    </section>
  )
}

const Pairs = ({ title, pairs }: { title: string; pairs: readonly { name: string; value: string }[] }) => (
  <dl className="event-pairs" aria-label={title}>
    {pairs.map(({ name, value }) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)
