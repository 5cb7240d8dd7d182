import type { ReactNode } from 'react'
import { StateMark } from '@/components/ui/state-mark'
import { VERDICT_WORDS } from '@/components/ui/verdict-words'

const VERDICTS = ['bad', 'warn', 'ok', 'unmeasured', 'not_applicable'] as const

const EXAMPLES = { bad: '97%', warn: '84%', ok: '12%', unmeasured: '', not_applicable: '' } as const

const MEANINGS = {
  bad: 'over the bad threshold',
  warn: 'over the warning threshold',
  ok: 'measured, under both thresholds',
  unmeasured: 'nobody sends it: neither zero nor healthy; point at it to see what switches it on',
  not_applicable: 'the node has no such thing',
} as const

interface FleetLegendProps {
  isCompared: boolean
  isGrouped: boolean
}

export const FleetLegend = ({ isCompared, isGrouped }: FleetLegendProps) => (
  <details className="legend">
    <summary>Legend</summary>
    <div className="grid gap-x-8 gap-y-3 py-2 sm:grid-cols-2">
      <dl className="grid gap-1">
        {VERDICTS.map((verdict) => (
          <div key={verdict} className="flex items-center gap-3">
            <dt className="flex w-44 shrink-0 items-center gap-2">
              <span className="reading reading-sample" data-verdict={verdict} aria-hidden="true">
                {EXAMPLES[verdict]}
              </span>
              {VERDICT_WORDS[verdict]}
            </dt>
            <dd className="text-muted">{MEANINGS[verdict]}</dd>
          </div>
        ))}
      </dl>
      <dl className="grid content-start gap-1">
        <LegendEntry term="U · S · E">utilization, saturation, errors</LegendEntry>
        <LegendEntry term="number">
          what the verdict was made from: the worst five minutes of the window, or its mean; choose another
          under View
        </LegendEntry>
        {isCompared ? (
          <LegendEntry term="↑ ↓ = –">
            risen, fallen or unchanged against the earlier window, in the unit of the column; – where there is
            no earlier data
          </LegendEntry>
        ) : null}
        {isGrouped ? (
          <LegendEntry term={<span className="shares-sample" aria-hidden="true" />}>
            in the row of a group: the number is its worst node; the bar is its nodes, from the tallest to the
            flattest part bad, warning and ok, empty where nobody measures it
          </LegendEntry>
        ) : null}
        <LegendEntry term="keys">
          arrows move; Enter opens; S sorts by the column; P pins the node on top
        </LegendEntry>
        <LegendEntry
          term={
            <span className="state-badge" data-state="stale">
              <StateMark state="stale" /> stale
            </span>
          }
        >
          no sample for three of its own intervals (at least a minute)
        </LegendEntry>
        <LegendEntry
          term={
            <span className="state-badge" data-state="gone">
              <StateMark state="gone" /> gone
            </span>
          }
        >
          no sample for 24 hours; leaves the grid after seven days
        </LegendEntry>
      </dl>
    </div>
  </details>
)

const LegendEntry = ({ term, children }: { term: ReactNode; children: ReactNode }) => (
  <div className="flex gap-3">
    <dt className="w-24 shrink-0">{term}</dt>
    <dd className="text-muted">{children}</dd>
  </div>
)
