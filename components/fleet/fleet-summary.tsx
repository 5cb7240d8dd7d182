'use client'

import { formatCount } from '@/lib/core/format-value'
import { StateMark } from '@/components/ui/state-mark'
import { VerdictMark } from '@/components/ui/verdict-mark'
import { marksIn, NODE_MARKS, toggleItem } from '@/lib/contract/fleet-choice'
import { cellSort, type FleetSort } from '@/lib/contract/fleet-sort'
import type { FleetHotspot, FleetSummaryView, FleetTally } from './prepare-fleet-summary'

interface FleetSummaryProps {
  summary: FleetSummaryView
  /** The verdicts that are shown, all where it is empty. */
  verdict: string
  onVerdict: (verdict: string) => void
  onSort: (sort: FleetSort) => void
}

const toggled = (verdict: string, id: FleetTally['id']): string => {
  const marks = toggleItem(marksIn(verdict), id)
  return NODE_MARKS.filter((mark) => marks.includes(mark)).join(',')
}

export const FleetSummary = ({ summary, verdict, onVerdict, onSort }: FleetSummaryProps) => (
  <section aria-label="Summary" className="summary-strip">
    <p className="sr-only">{summary.sentence}</p>
    <ul className="flex flex-wrap items-stretch gap-x-1">
      {summary.tallies.map((tally) => (
        <li key={tally.id}>
          <button
            type="button"
            className="tally"
            data-tally={tally.id}
            data-none={tally.count === 0}
            aria-pressed={marksIn(verdict).includes(tally.id)}
            title={`Show the nodes that are ${tally.title}`}
            onClick={() => {
              onVerdict(toggled(verdict, tally.id))
            }}
          >
            <TallyMark id={tally.id} />
            <span className="tally-count">{formatCount(tally.count)}</span>
            <span className="tally-title">{tally.title}</span>
          </button>
        </li>
      ))}
    </ul>
    {summary.hotspots.length === 0 ? (
      <p className="text-sm text-muted" aria-hidden="true">
        {summary.sentence}
      </p>
    ) : (
      <ol aria-label="Where it is worst" className="flex flex-wrap gap-2">
        {summary.hotspots.map((hotspot) => (
          <li key={`${hotspot.resource} ${hotspot.aspect}`}>
            <HotspotButton hotspot={hotspot} onSort={onSort} />
          </li>
        ))}
      </ol>
    )}
  </section>
)

const TallyMark = ({ id }: { id: FleetTally['id'] }) =>
  id === 'stale' || id === 'gone' ? (
    <StateMark state={id} size={14} />
  ) : (
    <VerdictMark verdict={id} size={14} />
  )

const HotspotButton = ({ hotspot, onSort }: { hotspot: FleetHotspot; onSort: (sort: FleetSort) => void }) => (
  <button
    type="button"
    className="hotspot"
    title={`Sort by ${hotspot.title} ${hotspot.aspect}`}
    onClick={() => {
      onSort(cellSort(hotspot.resource, hotspot.aspect))
    }}
  >
    <span className="font-medium">
      {hotspot.title} {hotspot.aspect}
    </span>
    {hotspot.bad === 0 ? null : <HotspotCount verdict="bad" count={hotspot.bad} />}
    {hotspot.warn === 0 ? null : <HotspotCount verdict="warn" count={hotspot.warn} />}
  </button>
)

const HotspotCount = ({ verdict, count }: { verdict: 'bad' | 'warn'; count: number }) => (
  <span className="flex items-center gap-1 tabular-nums">
    <VerdictMark verdict={verdict} />
    {formatCount(count)}
    <span className="sr-only">{verdict === 'bad' ? 'bad' : 'in warning'}</span>
  </span>
)
