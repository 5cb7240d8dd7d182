'use client'

import { useRef } from 'react'
import { useElementWidth } from '@/components/charts/element-size'
import { FigureDownload } from '@/components/charts/figure-download'
import type { TimeAxis as PlotTime } from '@/components/charts/plot-time'
import { TimeAxis } from '@/components/charts/time-axis'
import { formatRange } from '@/components/ui/format-time'
import { useView } from '@/components/ui/view'
import { LatencyPlot } from './latency-plot'
import { ObjectiveStrip } from './objective-strip'
import { describeObjective, describePanel, type DrawnLatency, type DrawnPanel } from './prepare-panel'
import { QuantileTable } from './quantile-table'

interface PanelFigureProps {
  drawn: DrawnLatency
  panel: DrawnPanel
  time: PlotTime
  heightPx: number
}

export const PanelFigure = ({ drawn, panel, time, heightPx }: PanelFigureProps) => {
  const [{ zone, service, operation }] = useView()
  const frame = useRef<HTMLDivElement>(null)
  const [widthPx, measure] = useElementWidth()
  const { window } = time
  const objective = describeObjective(panel.panel)
  const title = [service, operation, panel.title].filter((part) => part !== '').join(' · ')
  return (
    <section className="grid min-w-0 content-start gap-1" aria-label={panel.title}>
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 className="font-semibold">{panel.title}</h2>
        <FigureDownload
          name={`latency ${title}`}
          title={[`Latency: ${title}`, formatRange(window, 'utc')]}
          figure={frame}
          label={panel.title}
        />
      </div>
      <p className="max-w-[110ch] text-xs text-muted">{describePanel(panel.panel)}</p>
      {objective === null ? null : <p className="text-sm">{objective}</p>}
      <div ref={frame} className="latency-frame">
        <div ref={measure} className="heat-measure" />
        {widthPx === 0 ? null : (
          <LatencyPlot drawn={drawn} panel={panel} time={time} widthPx={widthPx} heightPx={heightPx} />
        )}
        <ObjectiveStrip panel={panel.panel} stepCount={drawn.answer.stepCount} />
        <TimeAxis window={window} zone={zone} widthPx={widthPx} />
      </div>
      <QuantileTable panel={panel} answer={drawn.answer} />
    </section>
  )
}
