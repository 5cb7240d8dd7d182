'use client'

import { useQuery } from '@tanstack/react-query'
import { useId, type ReactNode } from 'react'
import { labelsQuery } from '@/components/ui/filter/labels-query'
import { useView } from '@/components/ui/view'
import type { ResourceAnswer } from '@/lib/contract/checklist-answer'
import { FLEET_SORTS } from '@/lib/contract/fleet-sort'
import { DEFAULT_VIEW } from '@/lib/contract/view-state'
import { ColumnsField } from './columns-field'
import { CompareField } from './compare-field'
import { CriticalPathField } from './critical-path-field'
import { CsvButton } from './csv-button'
import { prepareGroupChoices, prepareSortChoices, type ChoiceGroup } from './prepare-view-menu'
import { ShownValueField } from './shown-value-field'

const ALL_LABELS = { name: '', text: '', limit: 50 }

export const ViewMenuFields = ({ resources }: { resources: readonly ResourceAnswer[] }) => {
  const [view, setView] = useView()
  const { data: labels } = useQuery(labelsQuery(ALL_LABELS, true))
  return (
    <div className="grid gap-3">
      <Field title="Group by">
        {(id) => (
          <ChoiceSelect
            id={id}
            value={view.group}
            groups={prepareGroupChoices(labels?.names ?? [], view.group)}
            onChoose={(group) => {
              setView({ group, open: '' })
            }}
          />
        )}
      </Field>
      <Field title="Sort by">
        {(id) => (
          <ChoiceSelect
            id={id}
            value={view.sort}
            groups={prepareSortChoices(resources, view.compare)}
            onChoose={(text) => {
              const sort = FLEET_SORTS.find((one) => one === text)
              if (sort !== undefined) setView({ sort })
            }}
          />
        )}
      </Field>
      <Field title="Number">
        {(id) => (
          <ShownValueField
            id={id}
            show={view.show}
            onShow={(show) => {
              setView({ show })
            }}
          />
        )}
      </Field>
      <CompareField
        compare={view.compare}
        onCompare={(compare) => {
          setView({ compare, ...(compare === '' && view.sort === 'change' ? { sort: 'worst' } : {}) })
        }}
      />
      <ColumnsField
        resources={resources}
        columns={view.columns}
        onColumns={(columns) => {
          setView({ columns })
        }}
      />
      <CriticalPathField key={view.critical} critical={view.critical} only={view.only} onChange={setView} />
      <CsvButton />
      <button
        type="button"
        className="button-quiet justify-self-start"
        onClick={() => {
          const { group, open, sort, show, compare, columns, verdict, critical, only } = DEFAULT_VIEW
          setView({ group, open, sort, show, compare, columns, verdict, critical, only })
        }}
      >
        Reset the view
      </button>
    </div>
  )
}

const Field = ({ title, children }: { title: string; children: (id: string) => ReactNode }) => {
  const id = useId()
  return (
    <div className="view-field">
      <label htmlFor={id}>{title}</label>
      {children(id)}
    </div>
  )
}

interface ChoiceSelectProps {
  id: string
  value: string
  groups: readonly ChoiceGroup[]
  onChoose: (value: string) => void
}

const ChoiceSelect = ({ id, value, groups, onChoose }: ChoiceSelectProps) => (
  <select
    id={id}
    className="control"
    value={value}
    onChange={(event) => {
      onChoose(event.target.value)
    }}
  >
    {groups.map(({ title, choices }) => {
      const options = choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.title}
        </option>
      ))
      return title === '' ? (
        options
      ) : (
        <optgroup key={title} label={title}>
          {options}
        </optgroup>
      )
    })}
  </select>
)
