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
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 px-4 pb-8">
        <section aria-label="The answer" className="grid gap-1">
          <p className="outage-headline">{headlineOf(answer)}.</p>
          <p className="max-w-[110ch] text-sm text-muted break-words">{furtherSentence(answer)}</p>
        </section>
        {answer.total === null ? (
          <NothingCounted />
        ) : (
          <>
            <FailureStack stack={stack} axis={axis} zone={zone} label={`Failures by ${answer.by}`} />
            <div className="outage-columns">
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
