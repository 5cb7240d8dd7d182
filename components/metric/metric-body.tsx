'use client'

import Link from 'next/link'
import { useMemo, useRef } from 'react'
import { FigureDownload } from '@/components/charts/figure-download'
import { imageSize } from '@/components/charts/heat-map-image'
import { HeatMapLegend } from '@/components/charts/heat-map-legend'
import { usePaletteTheme } from '@/components/charts/heat-map-theme'
import { useElementWidth } from '@/components/charts/element-size'
import { plotHeight } from '@/components/charts/plot-height'
import { useMedia } from '@/components/ui/media'
import { NobodySends } from '@/components/ui/nobody-sends'
import { formatRange } from '@/components/ui/format-time'
import { useView } from '@/components/ui/view'
import { toSearch } from '@/lib/contract/view-state'
import { formatCount } from '@/lib/core/format-value'
import { HeatMapPlot } from './heat-map-plot'
import { orderRows, type HeatMap } from './prepare-heat-map'
import { describeSteps } from './prepare-readout'
import { RowTable } from './row-table'

export const MetricBody = ({ map }: { map: HeatMap }) => {
  const [view] = useView()
  const { answer } = map
  const order = useMemo(() => orderRows(map, view.rows), [map, view.rows])
  if (answer.known === 0) return <NobodySends />
  if (answer.shown === 0)
    return <p className="panel mx-4 p-4">No node fits the filter: 0 of {answer.known} nodes shown.</p>
  const isMeasured = map.rows.some(({ worst }) => worst !== null)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 pb-8">
      {isMeasured ? (
        <MeasuredMap map={map} order={order} />
      ) : (
        <Unmeasured map={map} search={toSearch(view)} />
      )}
      <RowTable map={map} order={order} />
    </div>
  )
}

const MeasuredMap = ({ map, order }: { map: HeatMap; order: Int32Array }) => {
  const frame = useRef<HTMLDivElement>(null)
  const [widthPx, measure] = useElementWidth()
  const theme = usePaletteTheme()
  const heightPx = plotHeight(map.cells.rowCount, useMedia('(min-height: 1100px)'))
  const size = imageSize(map.cells, widthPx, heightPx)
  return (
    <section className="grid gap-2" aria-label={map.answer.metric.title}>
      <div className="heat-heading">
        <HeatMapLegend scale={map.scale} unit={map.answer.metric.unit} theme={theme} hole="hatching" />
        <p className="heat-note">
          {map.answer.metric.title}: {describeSteps(map, size.lines)} Drag to zoom, with Shift to explain;
          click to open the node.
        </p>
        <div className="section-actions">
          <FigureDownload
            name={map.answer.metric.id}
            title={[
              `${map.answer.metric.title}, ${formatCount(map.answer.nodes.id.length)} nodes`,
              formatRange(map.answer.window, 'utc'),
            ]}
            figure={frame}
            label="the heat map"
          />
        </div>
      </div>
      <div ref={frame} className="heat-frame">
        <div ref={measure} className="heat-measure" />
        {widthPx === 0 ? null : (
          <HeatMapPlot map={map} order={order} widthPx={widthPx} heightPx={heightPx} size={size} />
        )}
      </div>
    </section>
  )
}

const Unmeasured = ({ map, search }: { map: HeatMap; search: string }) => (
  <div className="absence" data-verdict="unmeasured">
    <p>
      No node measured this in the window. {map.answer.metric.whenUnmeasured}{' '}
      <Link className="link" href={`/coverage${search}`}>
        What is measured where
      </Link>
    </p>
  </div>
)
