'use client'

import { useQuery } from '@tanstack/react-query'
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
    <section aria-labelledby="effects" className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 id="effects" className="text-base font-semibold">
          Do collectors change what they measure?
        </h2>
        <p className="text-sm text-muted">
          Nodes whose agent or tracing changed within a week, before and after, against nodes of the same role
          that did not change.
        </p>
      </div>
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
    </section>
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
