'use client'

import Link from 'next/link'
import { formatCount } from '@/lib/core/format-value'
import { useView } from '@/components/ui/view'
import type { FleetGrid } from '@/lib/contract/fleet'
import { ALL_OPEN, NONE_OPEN, printOpenGroups } from '@/lib/contract/open-groups'
import { prepareMetricLink } from './prepare-metric-link'
import { prepareViewChips } from './prepare-view-chips'

/** What the view leaves out or adds, each with a way back. */
interface ViewChipsProps {
  groups: FleetGrid['groups'] | null
  resources: FleetGrid['resources']
}

export const ViewChips = ({ groups, resources }: ViewChipsProps) => {
  const [view, setView] = useView()
  const chips = prepareViewChips(view)
  const link = prepareMetricLink(view.sort, resources, view)
  if (chips.length === 0 && link === null) return null
  return (
    <ul aria-label="View" className="view-chips">
      {chips.map(({ id, text, without }) => (
        <li key={id} className="view-chip">
          <span className="truncate">{text}</span>
          <button
            type="button"
            aria-label={`Remove: ${text}`}
            onClick={() => {
              setView(without)
            }}
          >
            ×
          </button>
        </li>
      ))}
      {link === null ? null : (
        <li>
          <Link href={link.href} className="link">
            {link.title} of all nodes over time
          </Link>
        </li>
      )}
      {groups === null || groups === undefined ? null : (
        <li className="flex items-center gap-1">
          <button
            type="button"
            className="button-quiet"
            onClick={() => {
              setView({ open: printOpenGroups(ALL_OPEN) })
            }}
          >
            Open all groups
          </button>
          <button
            type="button"
            className="button-quiet"
            onClick={() => {
              setView({ open: printOpenGroups(NONE_OPEN) })
            }}
          >
            Close all
          </button>
          {groups.items.length < groups.of ? (
            <span className="text-muted">
              {formatCount(groups.items.length)} of {formatCount(groups.of)} groups shown
            </span>
          ) : null}
        </li>
      )}
    </ul>
  )
}
