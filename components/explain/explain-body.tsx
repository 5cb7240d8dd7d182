import Link from 'next/link'
import type { ReactNode } from 'react'
import { LinesTable } from './lines-table'
import { OnsetLanes } from './onset-lanes'
import type { PreparedExplanation } from './prepare-explain'

/** The answer in the order somebody asks: what, in which order, on whom, after what, and what followed. */
export const ExplainBody = ({ explanation }: { explanation: PreparedExplanation }) => {
  const { answer, about, suspects, victims, series, seriesCut } = explanation
  if (answer.measured.series === 0) return <NothingMeasured explanation={explanation} />
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5 px-4">
      <header className="grid gap-1">
        <p className="explain-headline" data-calm={!answer.standsOut}>
          {answer.headline}
        </p>
        {answer.order === null ? null : <p className="text-base">{answer.order}</p>}
        <p className="text-xs text-muted">{about}</p>
        {answer.measured.baselineSpans === 0 ? (
          <p className="text-sm">There is nothing to compare with: only the hour before the window counts.</p>
        ) : null}
      </header>
      <div className="explain-columns">
        <Section title={answer.standsOut ? 'Suspects' : 'The largest changes, none out of the ordinary'}>
          <LinesTable lines={suspects} heading="Metric" empty="No resource changed." />
        </Section>
        <div className="grid content-start gap-5">
          <Lanes explanation={explanation} />
          <Facts explanation={explanation} />
          <Events explanation={explanation} />
          <Silent explanation={explanation} />
        </div>
      </div>
      {victims.length === 0 ? null : (
        <Section title="What others feel of it">
          <LinesTable lines={victims} heading="Metric" empty="" />
        </Section>
      )}
      <Section title="Series" note={seriesCut}>
        <LinesTable lines={series} heading="Node" empty="No series changed." />
      </Section>
    </div>
  )
}

const Section = ({ title, note, children }: { title: string; note?: string; children: ReactNode }) => (
  <section className="grid grid-cols-[minmax(0,1fr)] content-start gap-2" aria-label={title}>
    <h2 className="flex flex-wrap items-baseline gap-3 text-base font-semibold">
      {title}
      {note === undefined ? null : <span className="text-xs font-normal text-muted">{note}</span>}
    </h2>
    {children}
  </section>
)

const NothingMeasured = ({ explanation: { about } }: { explanation: PreparedExplanation }) => (
  <div className="panel mx-4 grid gap-1 p-4">
    <p className="font-semibold">Nothing was measured in this window.</p>
    <p className="text-sm text-muted">{about} Choose a window in which nodes sent samples.</p>
  </div>
)

const Lanes = ({ explanation: { lanes, axis } }: { explanation: PreparedExplanation }) =>
  lanes.length === 0 ? null : (
    <Section title="What moved first">
      <OnsetLanes lanes={lanes} axis={axis} />
    </Section>
  )

const Facts = ({ explanation: { facts, answer } }: { explanation: PreparedExplanation }) => (
  <Section title="What the affected nodes have in common">
    {facts.length === 0 ? (
      <p className="text-sm text-muted">
        {answer.affected.length === 0
          ? 'No node is affected.'
          : 'No fact or label tells them from the others beyond chance.'}
      </p>
    ) : (
      <ul className="explain-list">
        {facts.map(({ key, name, sentence, href }) => (
          <li key={key}>
            {href === null ? (
              <strong>{name}</strong>
            ) : (
              <Link className="link" href={href}>
                {name}
              </Link>
            )}
            <span>{sentence}</span>
          </li>
        ))}
      </ul>
    )}
  </Section>
)

const Events = ({ explanation: { events } }: { explanation: PreparedExplanation }) => (
  <Section title="Events near the onsets">
    {events.length === 0 ? (
      <p className="text-sm text-muted">None beyond what chance explains.</p>
    ) : (
      <ul className="explain-list">
        {events.map(({ key, name, sentence }) => (
          <li key={key}>
            <strong>{name}</strong>
            <span>{sentence}</span>
          </li>
        ))}
      </ul>
    )}
  </Section>
)

const Silent = ({ explanation: { silent } }: { explanation: PreparedExplanation }) =>
  silent.length === 0 ? null : (
    <Section title="Nodes that fell silent">
      <ul className="explain-list">
        {silent.map(({ key, name, sentence, href }) => (
          <li key={key}>
            <Link className="link" href={href}>
              {name}
            </Link>
            <span>{sentence}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
