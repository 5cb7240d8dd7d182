'use client'

import { useMemo } from 'react'
import { PlotProvider } from '@/components/charts/plot-context'
import { useZoomingPlots } from '@/components/charts/use-zooming-plots'
import { useView } from '@/components/ui/view'
import type { FailuresAnswer } from '@/lib/contract/failures'
import { AmplificationChart } from './amplification-chart'
import { FailureStack } from './failure-stack'
import { FailureTable } from './failure-table'
import { NoFailures, NothingCounted } from './no-failures'
import { NodesSection } from './nodes-section'
import { furtherSentence, headlineOf, prepareStack } from './prepare-failures'

export const ErrorsBody = ({ answer }: { answer: FailuresAnswer }) => {
  const [{ zone }] = useView()
  const plots = useZoomingPlots()
  const stack = useMemo(() => prepareStack(answer), [answer])
  if (!answer.isAnyKnown)
    return (
      <div className="px-4 pb-8">
        <NoFailures />
      </div>
    )
  const axis = { window: answer.window, stepMs: answer.stepMs }
  return (
    <PlotProvider value={plots}>
      <div className="page-body">
        <section aria-label="The answer" className="grid gap-1">
          <p className="page-headline">{headlineOf(answer)}.</p>
          <p className="page-further">{furtherSentence(answer)}</p>
        </section>
        {answer.total === null ? (
          <NothingCounted />
        ) : (
          <>
            <FailureStack stack={stack} axis={axis} zone={zone} label={`Failures by ${answer.by}`} />
            <div className="page-columns">
              <FailureTable answer={answer} stack={stack} />
              <AmplificationChart answer={answer} />
            </div>
            <NodesSection answer={answer} />
          </>
        )}
      </div>
    </PlotProvider>
  )
}
