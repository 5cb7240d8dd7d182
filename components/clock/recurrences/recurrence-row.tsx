'use client'

import { useView } from '@/components/ui/view'
import { ClockStrip } from './clock-strip'
import { KnownControls } from './known-controls'
import {
  alsoText,
  candidateText,
  clockText,
  factDetail,
  factText,
  figuresOf,
  headlineOf,
  periodText,
  stripOf,
  viewOf,
  whenText,
  type RecurrenceClock,
} from './prepare-recurrence'
import type { ListedRecurrence } from './prepare-recurrence-list'

const MOST_CANDIDATES = 3

interface RecurrenceRowProps {
  listed: ListedRecurrence
  clock: RecurrenceClock
}

export const RecurrenceRow = ({ listed, clock }: RecurrenceRowProps) => {
  const [view, setView] = useView()
  const { recurrence, known, changes } = listed
  const shown = viewOf(recurrence)
  const isShown = view.metric === shown.metric && view.band !== '' && view.band === shown.band
  const name = known?.name ?? ''
  const also = alsoText(recurrence)
  return (
    <li className="recurrence" data-shown={isShown}>
      <ClockStrip parts={stripOf(recurrence)} />
      <div className="recurrence-what">
        <h3>
          <button
            type="button"
            className="recurrence-open"
            aria-pressed={isShown}
            onClick={() => {
              setView(shown)
              document.getElementById('nodes-by-time')?.scrollIntoView({ block: 'start' })
            }}
          >
            {headlineOf(recurrence)}
            <span className="sr-only">: show it on the clock</span>
          </button>
          {name === '' ? null : <span className="recurrence-name">{name}</span>}
        </h3>
        <p className="recurrence-when">
          <strong>{periodText(recurrence)}</strong> {whenText(recurrence, clock)}
        </p>
        <p className="text-xs text-muted">{clockText(recurrence)}</p>
        {also === null ? null : (
          <p className="text-xs">
            <span className="text-muted">With it: </span>
            {also}
          </p>
        )}
        {changes.length === 0 ? null : (
          <p className="recurrence-changed">Was muted and has changed: {changes.join(', ')}.</p>
        )}
      </div>
      <dl className="recurrence-figures">
        {figuresOf(recurrence).map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <RecurrenceCauses listed={listed} />
      <KnownControls listed={listed} />
    </li>
  )
}

const RecurrenceCauses = ({ listed: { recurrence } }: { listed: ListedRecurrence }) => {
  const fact = factText(recurrence)
  const { candidates } = recurrence
  return (
    <div className="recurrence-causes">
      <p>
        <span className="text-muted">Which nodes: </span>
        {fact === null ? (
          'no label or fact tells them apart'
        ) : (
          <>
            <strong className="break-all">{fact}</strong>
            <span className="block text-xs text-muted">{factDetail(recurrence)}</span>
          </>
        )}
      </p>
      {candidates.length === 0 ? (
        <p>
          <span className="text-muted">Cause: </span>no event was sent that fits
        </p>
      ) : (
        <ul aria-label="Candidate causes">
          {candidates.slice(0, MOST_CANDIDATES).map((candidate, place) => (
            <li key={JSON.stringify([candidate.source, candidate.name])} className="break-all">
              {place === 0 ? <span className="text-muted">Cause: </span> : null}
              {place === 0 ? <strong>{candidateText(candidate)}</strong> : candidateText(candidate)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
