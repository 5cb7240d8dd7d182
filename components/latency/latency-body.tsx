'use client'

import { useMemo } from 'react'
import { PlotProvider } from '@/components/charts/plot-context'
import { useZoomingPlots } from '@/components/charts/use-zooming-plots'
import { formatClock, formatDateTime } from '@/components/ui/format-time'
import { useMedia } from '@/components/ui/media'
import { useView } from '@/components/ui/view'
import type { LatencyAnswer } from '@/lib/contract/latency'
import { CountLegend } from './count-legend'
import { NoLatency, NothingObserved } from './no-latency'
import { PanelFigure } from './panel-figure'
import { isAddingUp } from './queries'
import { headlineOf, prepareLatency } from './prepare-panel'
import { SelectionSection } from './selection-section'

const ONE_PX = 340
const MANY_PX = 220
const TALL_FACTOR = 1.5

export const LatencyBody = ({ answer }: { answer: LatencyAnswer }) => {
  const [{ countScale, zone }] = useView()
  const drawn = useMemo(() => prepareLatency(answer, countScale), [answer, countScale])
  const isTall = useMedia('(min-height: 1100px)')
  const plots = useZoomingPlots()
  if (!answer.isAnyKnown) return <NoLatency />
  if (drawn === null)
    return (
      <div className="grid gap-4">
        <NothingObserved isAddingUp={isAddingUp(answer)} />
        <div className="px-4">
          <NodesSince answer={answer} />
        </div>
      </div>
    )
  const heightPx = (drawn.panels.length > 1 ? MANY_PX : ONE_PX) * (isTall ? TALL_FACTOR : 1)
  const { startMs, stepMs, stepCount, cut } = answer
  const [first, ...others] = drawn.panels
  const headline = first === undefined || others.length > 0 ? null : headlineOf(first.panel)
  const time = { window: { fromMs: startMs, toMs: startMs + stepCount * stepMs }, stepMs }
  return (
    <PlotProvider value={plots}>
      <div className="page-body">
        {headline === null ? null : <p className="page-headline">{headline}</p>}
        <CountLegend colours={drawn.colours} />
        <NodesSince answer={answer} />
        {isAddingUp(answer) ? (
          <p role="status" className="text-sm">
            What was received since {formatClock(answer.asOfMs ?? 0, zone)} is still being added up, the
            newest first.
          </p>
        ) : null}
        {cut === null ? null : (
          <p className="text-sm text-muted">
            {cut.shown} of {cut.of} vantage points shown, those with most observations.
          </p>
        )}
        {drawn.panels.map((panel) => (
          <PanelFigure
            key={panel.panel.vantage ?? ' all'}
            drawn={drawn}
            panel={panel}
            time={time}
            heightPx={heightPx}
          />
        ))}
        <SelectionSection />
      </div>
    </PlotProvider>
  )
}

/** What is missing behind a filter is no silence. */
const NodesSince = ({ answer: { nodesSinceMs } }: { answer: LatencyAnswer }) => {
  const [{ zone }] = useView()
  return nodesSinceMs === null ? null : (
    <p role="status" className="text-sm">
      Single nodes are told apart since {formatDateTime(nodesSinceMs, zone)} only. What was observed before is
      shown without a filter, or with one that matches all who tell it.
    </p>
  )
}
