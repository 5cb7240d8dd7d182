'use client'

import { PlotProvider } from '@/components/charts/plot-context'
import { useZoomingPlots } from '@/components/charts/use-zooming-plots'
import { NobodySends } from '@/components/ui/nobody-sends'
import type { OutagesAnswer } from '@/lib/contract/outages'
import { ConnectTimes } from './connect-times'
import { EpisodeTable } from './episode-table'
import { FactTable } from './fact-table'
import { OutageLanes } from './outage-lanes'
import { OutageSentence } from './outage-sentence'
import { ProbeSetup } from './probe-setup'

export const OutagesBody = ({ answer }: { answer: OutagesAnswer }) => {
  const plots = useZoomingPlots()
  if (answer.known === 0) return <NobodySends />
  return (
    <PlotProvider value={plots}>
      <div className="page-body">
        <OutageSentence answer={answer} />
        {answer.episodes.length === 0 ? null : <OutageLanes answer={answer} />}
        <div className="page-columns">
          <FactTable answer={answer} />
          {answer.paths === 0 ? <ProbeSetup /> : <ConnectTimes times={answer.connectTimes} />}
        </div>
        {answer.episodes.length === 0 ? null : <EpisodeTable answer={answer} />}
      </div>
    </PlotProvider>
  )
}
