'use client'

import { useId, useState, type KeyboardEvent } from 'react'
import type { MetricId } from '@/lib/core/checklist/types'
import { findMetrics, metricTitle, type MetricGroup } from './prepare-metric-choices'

interface MetricPickerProps {
  metric: MetricId
  onMetric: (metric: MetricId) => void
}

/** A field that completes over every metric of the checklist. */
export const MetricPicker = ({ metric, onMetric }: MetricPickerProps) => {
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const [active, setActive] = useState(0)
  const groups = draft === null ? [] : findMetrics(draft)
  const ids = groups.flatMap(({ choices }) => choices.map((choice) => choice.id))
  const chosen = ids[active]
  const choose = (choice: MetricId) => {
    setDraft(null)
    onMetric(choice)
  }
  const open = (text: string) => {
    setDraft(text)
    setActive(0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      if (draft === null) open('')
      else setActive(Math.min(ids.length - 1, Math.max(0, active + step)))
    } else if (event.key === 'Enter' && chosen !== undefined) choose(chosen)
    else if (event.key === 'Escape') setDraft(null)
  }
  return (
    <div className="relative min-w-0 flex-1 basis-64 sm:max-w-md">
      <label htmlFor={id} className="sr-only">
        Metric
      </label>
      <input
        id={id}
        type="text"
        role="combobox"
        aria-expanded={draft !== null}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={chosen === undefined ? undefined : `${id}-${chosen}`}
        autoComplete="off"
        spellCheck={false}
        className="control w-full"
        placeholder={metricTitle(metric)}
        value={draft ?? metricTitle(metric)}
        onFocus={(event) => {
          event.target.select()
        }}
        onClick={() => {
          if (draft === null) open('')
        }}
        onChange={(event) => {
          open(event.target.value)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setDraft(null)
        }}
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Metrics"
        hidden={draft === null}
        className="metric-list"
      >
        <MetricList id={id} groups={groups} chosen={chosen} onChoose={choose} />
      </div>
    </div>
  )
}

interface MetricListProps {
  id: string
  groups: readonly MetricGroup[]
  chosen: MetricId | undefined
  onChoose: (metric: MetricId) => void
}

const MetricList = ({ id, groups, chosen, onChoose }: MetricListProps) =>
  groups.length === 0 ? (
    <p className="px-2 py-1 text-muted">No metric of the checklist fits.</p>
  ) : (
    groups.map(({ title, choices }) => (
      <div key={title} role="group" aria-label={title}>
        <p className="metric-list-heading" aria-hidden="true">
          {title}
        </p>
        {choices.map((choice) => (
          <div
            key={choice.id}
            id={`${id}-${choice.id}`}
            role="option"
            aria-selected={choice.id === chosen}
            className="metric-list-option"
            ref={choice.id === chosen ? scrollIntoSight : undefined}
            onPointerDown={(event) => {
              event.preventDefault()
              onChoose(choice.id)
            }}
          >
            {choice.title}
            <span className="metric-list-id">{choice.id}</span>
          </div>
        ))}
      </div>
    ))
  )

const scrollIntoSight = (element: HTMLElement | null): void => {
  element?.scrollIntoView({ block: 'nearest' })
}
