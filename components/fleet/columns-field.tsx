'use client'

import type { ResourceAnswer } from '@/lib/contract/checklist-answer'
import { resourcesIn, toggleItem } from '@/lib/contract/fleet-choice'
import { RESOURCES } from '@/lib/core/checklist/types'

interface ColumnsFieldProps {
  resources: readonly ResourceAnswer[]
  columns: string
  onColumns: (columns: string) => void
}

/** None chosen stands for all. */
export const ColumnsField = ({ resources, columns, onColumns }: ColumnsFieldProps) => {
  const chosen = resourcesIn(columns)
  return (
    <fieldset className="columns-field">
      <legend>Resources{chosen.length === 0 ? ' (all)' : ''}</legend>
      {resources.map(({ id, title }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={() => {
              const wanted = toggleItem(chosen, id)
              onColumns(RESOURCES.filter((resource) => wanted.includes(resource)).join(','))
            }}
          />
          <span className="truncate">{title}</span>
        </label>
      ))}
    </fieldset>
  )
}
