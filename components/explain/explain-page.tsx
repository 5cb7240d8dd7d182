'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { PageFrame } from '@/components/ui/page-frame'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { useView } from '@/components/ui/view'
import { Working } from '@/components/ui/working'
import { BaselineField } from './baseline-field'
import { ExplainBody } from './explain-body'
import { ExplainProgress } from './explain-progress'
import { prepareExplanation } from './prepare-explain'
import { explainQuery } from './queries'

export const ExplainPage = () => {
  const [view] = useView()
  const { from, to, baselineFrom, baselineTo } = view
  const params = { from, to, baselineFrom, baselineTo }
  const options = explainQuery(params)
  const query = useQuery(options)
  const client = useQueryClient()
  const again = () => {
    void query.refetch()
  }
  return (
    <PageFrame
      title="Explain"
      fields={<BaselineField answer={query.data} />}
      beside={
        <button type="button" className="button-quiet" onClick={again} disabled={query.isFetching}>
          Explain again
        </button>
      }
    >
      {query.isFetching ? (
        <div className="px-4">
          <Working
            text="Comparing every series of the fleet with the days before…"
            onCancel={() => {
              void client.cancelQueries({ queryKey: options.queryKey })
            }}
          >
            <ExplainProgress params={params} />
            <div className="skeleton h-10 w-2/3" />
            <div className="skeleton h-40" />
            <div className="skeleton h-64" />
          </Working>
        </div>
      ) : query.error !== null ? (
        <Refused error={query.error} onRetry={again} />
      ) : query.data === undefined ? (
        <p className="panel mx-4 p-4">Cancelled. Choose “Explain again”, or another window.</p>
      ) : (
        <ExplainBody explanation={prepareExplanation(query.data, view)} />
      )}
    </PageFrame>
  )
}

/** A baseline that was chosen for one window may not fit another. */
const Refused = ({ error, onRetry }: { error: Error; onRetry: () => void }) => {
  const [{ baselineFrom, baselineTo }, setView] = useView()
  return (
    <>
      <ProblemPanel title="This window cannot be explained" error={error} onRetry={onRetry} />
      {baselineFrom === '' && baselineTo === '' ? null : (
        <button
          type="button"
          className="button-primary mx-4 justify-self-start"
          onClick={() => {
            setView({ baselineFrom: '', baselineTo: '' })
          }}
        >
          Compare with the same hours of 7 days
        </button>
      )}
    </>
  )
}
