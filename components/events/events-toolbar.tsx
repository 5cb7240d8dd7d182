'use client'

import { DraftField } from '@/components/ui/draft-field'
import { FilterField } from '@/components/ui/filter/filter-field'
import { LiveBadge } from '@/components/ui/live-status'
import { PageTitle } from '@/components/ui/page-title'
import type { LiveStatus } from '@/components/ui/prepare-live-status'
import { useView } from '@/components/ui/view'
import { WindowPicker } from '@/components/ui/window-picker'
import type { EventKindDensity } from '@/lib/contract/events'
import { kindsOf, sourcesOf } from './prepare-density'

interface EventsToolbarProps {
  status: LiveStatus
  kinds: readonly EventKindDensity[]
  /** Why the filter was refused; null while it holds. */
  problem: string | null
}

export const EventsToolbar = ({ status, kinds, problem }: EventsToolbarProps) => {
  const [{ filter, source, kind, text }, setView] = useView()
  return (
    <div className="toolbar">
      <PageTitle title="Events">
        <LiveBadge status={status} />
      </PageTitle>
      <FilterField
        filter={filter}
        problem={problem}
        onFilter={(matchers) => {
          setView({ filter: matchers })
        }}
      />
      <DraftField
        label="Text of the events"
        value={text}
        placeholder="Text: openssl"
        suggestions={[]}
        className="w-40"
        onValue={(typed) => {
          setView({ text: typed })
        }}
      />
      <ChoiceField
        label="Source"
        all="All sources"
        value={source}
        choices={sourcesOf(kinds)}
        onValue={(chosen) => {
          setView({ source: chosen, kind: '' })
        }}
      />
      <ChoiceField
        label="Kind"
        all="All kinds"
        value={kind}
        choices={kindsOf(kinds, source)}
        onValue={(chosen) => {
          setView({ kind: chosen })
        }}
      />
      <div className="ml-auto">
        <WindowPicker />
      </div>
    </div>
  )
}

interface ChoiceFieldProps {
  label: string
  all: string
  value: string
  choices: readonly string[]
  onValue: (value: string) => void
}

/** What is chosen stays a choice, also where the window has none of it. */
const ChoiceField = ({ label, all, value, choices, onValue }: ChoiceFieldProps) => (
  <label className="text-xs">
    <span className="sr-only">{label}</span>
    <select
      className="control max-w-44"
      value={value}
      onChange={(event) => {
        onValue(event.target.value)
      }}
    >
      <option value="">{all}</option>
      {(value === '' || choices.includes(value) ? choices : [value, ...choices]).map((choice) => (
        <option key={choice} value={choice}>
          {choice}
        </option>
      ))}
    </select>
  </label>
)
