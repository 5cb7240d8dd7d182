'use client'

import { useMemo, useState } from 'react'
import { Crosshair } from '@/components/charts/crosshair'
import { PlotProvider } from '@/components/charts/plot-context'
import { NobodySends } from '@/components/ui/nobody-sends'
import { toWindowText } from '@/components/ui/time/shift-window'
import { useView } from '@/components/ui/view'
import type { OutagesAnswer } from '@/lib/contract/outages'
import type { Window } from '@/lib/core/series'
import { ConnectTimes } from './connect-times'
import { EpisodeTable } from './episode-table'
import { FactTable } from './fact-table'
import { OutageLanes } from './outage-lanes'
import { OutageSentence } from './outage-sentence'
import { ProbeSetup } from './probe-setup'

export const OutagesBody = ({ answer }: { answer: OutagesAnswer }) => {
  const plots = usePlotsOfPage()
  if (answer.known === 0) return <NobodySends />
  return (
    <PlotProvider value={plots}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 px-4 pb-8">
        <OutageSentence answer={answer} />
        {answer.episodes.length === 0 ? null : <OutageLanes answer={answer} />}
        <div className="outage-columns">
          <FactTable answer={answer} />
          {answer.paths === 0 ? <ProbeSetup /> : <ConnectTimes times={answer.connectTimes} />}
        </div>
        {answer.episodes.length === 0 ? null : <EpisodeTable answer={answer} />}
      </div>
    </PlotProvider>
  )
}

/** A brush on the lanes sets the window of the page. */
const usePlotsOfPage = () => {
  const [, setView] = useView()
  const [crosshair] = useState(() => new Crosshair())
  return useMemo(
    () => ({
      crosshair,
      onZoom: (window: Window) => {
        setView(toWindowText(window))
      },
    }),
    [crosshair, setView],
  )
}
