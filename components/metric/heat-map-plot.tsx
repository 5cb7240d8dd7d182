'use client'

import { useRouter } from 'next/navigation'
import { useId } from 'react'
import { CrosshairMark } from '@/components/charts/crosshair-mark'
import { FleetBandsChart } from '@/components/charts/fleet-bands-chart'
import { HeatMapCanvas } from '@/components/charts/heat-map-canvas'
import type { ImageSize } from '@/components/charts/heat-map-image'
import { usePaletteTheme } from '@/components/charts/heat-map-theme'
import { TimeAxis } from '@/components/charts/time-axis'
import { useCrosshair } from '@/components/charts/use-crosshair'
import { formatCount } from '@/lib/core/format-value'
import { useExplainWindow } from '@/components/ui/use-explain-window'
import { useView } from '@/components/ui/view'
import { toWindowText } from '@/components/ui/time/shift-window'
import { toSearch } from '@/lib/contract/view-state'
import { FleetEvents } from './fleet-events'
import type { HeatMap } from './prepare-heat-map'
import { prepareReadout } from './prepare-readout'
import { RowNames } from './row-names'

interface HeatMapPlotProps {
  map: HeatMap
  order: Int32Array
  widthPx: number
  heightPx: number
  size: ImageSize
}

export const HeatMapPlot = ({ map, order, widthPx, heightPx, size }: HeatMapPlotProps) => {
  const { answer, positions } = map
  const { nodes, window, stepMs, stepCount } = answer
  const router = useRouter()
  const [view, setView] = useView()
  const explain = useExplainWindow()
  const theme = usePaletteTheme()
  const hintId = useId()
  const spanOf = ({ from, to }: { from: number; to: number }) => ({
    fromMs: window.fromMs + from * stepMs,
    toMs: window.fromMs + (to + 1) * stepMs,
  })
  const { cell, brush, isSpoken, handlers } = useCrosshair({
    cells: positions,
    order,
    size,
    onOpen: ({ place }) => {
      const id = nodes.id[order[place] ?? 0]
      if (id !== undefined) router.push(`/nodes/${String(id)}${toSearch(view)}`)
    },
    onZoom: (steps) => {
      setView(toWindowText(spanOf(steps)))
    },
    onExplain: (steps) => {
      explain(spanOf(steps))
    },
  })
  const readout = cell === null ? null : prepareReadout(map, order, cell, view.zone)
  const along = cell === null ? null : (cell.step + 0.5) / stepCount
  return (
    <div className="heat-plot">
      <FleetBandsChart bands={answer.bands} metric={answer.metric} widthPx={widthPx} crosshair={along} />
      <RowNames map={map} order={order} heightPx={heightPx} isGrouped={view.rows === 'group'} />
      <div
        role="application"
        tabIndex={0}
        aria-label={`Heat map: ${formatCount(nodes.id.length)} nodes, ${formatCount(stepCount)} steps of time`}
        aria-describedby={hintId}
        className="heat-surface"
        style={{ height: heightPx }}
        {...handlers}
      >
        <HeatMapCanvas
          cells={positions}
          order={order}
          widthPx={widthPx}
          heightPx={heightPx}
          kind={map.scale.kind}
          theme={theme}
        />
        {cell === null || readout === null ? null : (
          <CrosshairMark
            cell={cell}
            brush={brush}
            rowCount={positions.rowCount}
            stepCount={stepCount}
            readout={readout}
          />
        )}
      </div>
      <FleetEvents answer={answer} />
      <TimeAxis window={window} zone={view.zone} widthPx={widthPx} />
      <p id={hintId} className="sr-only">
        Arrow keys move the crosshair, Enter opens the node. Shift with the arrow keys marks a span of time,
        Enter zooms to it and X explains it. The list below holds the same nodes.
      </p>
      <p role="status" className="sr-only">
        {isSpoken ? readout?.sentence : ''}
      </p>
    </div>
  )
}
