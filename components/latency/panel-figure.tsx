'use client'

import { useRef } from 'react'
import { useElementWidth } from '@/components/charts/element-size'
import { FigureDownload } from '@/components/charts/figure-download'
import type { TimeAxis as PlotTime } from '@/components/charts/plot-time'
import { TimeAxis } from '@/components/charts/time-axis'
import { formatRange } from '@/components/ui/format-time'
import { PageSection } from '@/components/ui/page-section'
import { useView } from '@/components/ui/view'
import { LatencyPlot } from './latency-plot'
import { ObjectiveStrip } from './objective-strip'
import {
  describeObjective,
  describePanel,
  headlineOf,
  type DrawnLatency,
  type DrawnPanel,
} from './prepare-panel'
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
  /** A panel that is alone has its answer above the legend. */
  const headline = drawn.panels.length === 1 ? null : headlineOf(panel.panel)
  const objective = describeObjective(panel.panel)
  const title = [service, operation, panel.title].filter((part) => part !== '').join(' · ')
  return (
    <PageSection
      title={panel.title}
      actions={
        <FigureDownload
          name={`latency ${title}`}
          title={[`Latency: ${title}`, formatRange(window, 'utc')]}
          figure={frame}
          label={panel.title}
        />
      }
    >
      {headline === null ? null : <p className="font-semibold">{headline}</p>}
      <p className="page-further">{describePanel(panel.panel)}</p>
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
    </PageSection>
  )
}
