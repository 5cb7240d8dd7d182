'use client'

import { useQuery } from '@tanstack/react-query'
import { PageSection } from '@/components/ui/page-section'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { useView } from '@/components/ui/view'
import type { ObserverEffectsAnswer } from '@/lib/contract/observer-effects'
import { ComparisonPanel } from './comparison-panel'
import { describeNothing, describeSmallWaves } from './prepare-effects'
import { observerEffectsQuery } from './queries'

/** Whether nodes that are observed otherwise than the rest differ from it. */
export const EffectsSection = () => {
  const [{ from, to, filter }] = useView()
  const query = useQuery(observerEffectsQuery({ from, to, filter }))
  const { data: answer, error } = query
  return (
    <PageSection
      title="Do collectors change what they measure?"
      note="Nodes whose agent or tracing changed within a week, before and after, against nodes of the same role that did not change."
    >
      {answer !== undefined ? (
        <Comparisons answer={answer} />
      ) : error === null ? (
        <div role="status" className="skeleton h-40">
          <span className="sr-only">Comparing nodes</span>
        </div>
      ) : (
        <ProblemPanel
          title="The nodes cannot be compared"
          error={error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      )}
    </PageSection>
  )
}

const Comparisons = ({ answer }: { answer: ObserverEffectsAnswer }) => {
  const nothing = describeNothing(answer)
  const small = describeSmallWaves(answer)
  return (
    <>
      {nothing === null ? null : <p className="panel p-4 text-sm">{nothing}</p>}
      {answer.comparisons.map((comparison) => (
        <ComparisonPanel
          key={`${comparison.kind} ${comparison.fact} ${comparison.from} ${comparison.to} ${String(comparison.changedAt?.fromMs)}`}
          comparison={comparison}
        />
      ))}
      {small === null ? null : <p className="text-sm text-muted">{small}</p>}
    </>
  )
}
