'use client'

import { formatCount } from '@/lib/core/format-value'
import type { Completion, Completions } from './prepare-completion'

interface CompletionListProps {
  id: string
  completions: Completions
  /** The place that the arrow keys are at; -1 is none. */
  active: number
  onTake: (completion: Completion) => void
}

export const CompletionList = ({ id, completions: { items, of }, active, onTake }: CompletionListProps) => (
  <div className="completions" hidden={items.length === 0}>
    <ul id={id} role="listbox" aria-label="Completions">
      {items.map((item, at) => (
        <li
          key={item.title}
          id={`${id}-${String(at)}`}
          role="option"
          aria-selected={at === active}
          className="completion"
          onPointerDown={(event) => {
            // The field keeps the focus, so that typing goes on.
            event.preventDefault()
            onTake(item)
          }}
        >
          <span className="truncate">{item.title}</span>
          <span className="completion-detail">{item.detail}</span>
        </li>
      ))}
    </ul>
    {items.length < of ? (
      <p className="completion-cut">
        {formatCount(items.length)} of {formatCount(of)} shown; type to narrow them down
      </p>
    ) : null}
  </div>
)
