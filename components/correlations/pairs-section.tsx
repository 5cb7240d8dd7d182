'use client'

import { useQuery } from '@tanstack/react-query'
import { PlotProvider } from '@/components/charts/plot-context'
import { useZoomingPlots } from '@/components/charts/use-zooming-plots'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { useView } from '@/components/ui/view'
import { Working } from '@/components/ui/working'
import type { CorrelationsAnswer } from '@/lib/contract/correlations'
import { PairCharts } from './pair-charts'
import { PairTable } from './pair-table'
import { describeFindings, describeMethod } from './prepare-pairs'
import { correlationsQuery } from './queries'

/** What moves with the chosen metric of the chosen node. */
export const PairsSection = () => {
  const [view, setView] = useView()
  const { data: answer, error, refetch } = useQuery(correlationsQuery(view))
  return (
    <section className="grid min-w-0 gap-2" aria-labelledby="moves-with">
      <h2 id="moves-with" className="font-semibold">
        What moves with it
      </h2>
      {view.node === '' ? (
        <p className="text-muted">
          Choose a node above, or one in the matrix below: then everything that moves with its metric stands
          here.
        </p>
      ) : error !== null ? (
        <ProblemPanel
          title="The correlations cannot be shown"
          error={error}
          onRetry={() => {
            void refetch()
          }}
        />
      ) : answer === undefined ? (
        <Working
          text="Comparing it with every series of the fleet: some seconds for hundreds of nodes."
          onCancel={() => {
            setView({ node: '' })
          }}
        >
          <div className="skeleton h-72" />
        </Working>
      ) : (
        <Findings answer={answer} />
      )}
    </section>
  )
}

const Findings = ({ answer }: { answer: CorrelationsAnswer }) => {
  const plots = useZoomingPlots()
  const isMeasured = answer.target.values.some((value) => value !== null)
  return (
    <PlotProvider value={plots}>
      <p role="status">{describeFindings(answer)}</p>
      {answer.target.problem === null ? <p className="text-xs text-muted">{describeMethod(answer)}</p> : null}
      {isMeasured ? <PairCharts answer={answer} /> : null}
      {answer.pairs.length === 0 ? null : <PairTable answer={answer} />}
    </PlotProvider>
  )
}
