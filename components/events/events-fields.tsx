'use client'

import { ChoiceField, withChosen } from '@/components/ui/choice-field'
import { DraftField } from '@/components/ui/draft-field'
import { FilterField } from '@/components/ui/filter/filter-field'
import { useView } from '@/components/ui/view'
import type { EventKindDensity } from '@/lib/contract/events'
import { kindsOf, sourcesOf } from './prepare-density'

interface EventsFieldsProps {
  kinds: readonly EventKindDensity[]
  error: Error | null
}

export const EventsFields = ({ kinds, error }: EventsFieldsProps) => {
  const [{ source, kind, text }, setView] = useView()
  return (
    <>
      <FilterField error={error} />
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
        value={source}
        choices={withChosen(sourcesOf(kinds), source)}
        titleOf={(choice) => (choice === '' ? 'All sources' : choice)}
        className="max-w-44"
        onChoice={(chosen) => {
          setView({ source: chosen, kind: '' })
        }}
      />
      <ChoiceField
        label="Kind"
        value={kind}
        choices={withChosen(kindsOf(kinds, source), kind)}
        titleOf={(choice) => (choice === '' ? 'All kinds' : choice)}
        className="max-w-44"
        onChoice={(chosen) => {
          setView({ kind: chosen })
        }}
      />
    </>
  )
}
