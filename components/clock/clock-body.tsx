'use client'

import Link from 'next/link'
import { useMemo, useRef } from 'react'
import { useElementWidth } from '@/components/charts/element-size'
import { FleetBandsChart } from '@/components/charts/fleet-bands-chart'
import { HeatMapLegend } from '@/components/charts/heat-map-legend'
import { usePaletteTheme } from '@/components/charts/heat-map-theme'
import { HeatRowNames } from '@/components/charts/heat-row-names'
import { FigureDownload } from '@/components/charts/figure-download'
import { plotHeight } from '@/components/charts/plot-height'
import { formatRange } from '@/components/ui/format-time'
import { formatCount } from '@/lib/core/format-value'
import { useMedia } from '@/components/ui/media'
import { NobodySends } from '@/components/ui/nobody-sends'
import { metricTitle } from '@/components/ui/prepare-metric-choices'
import { useView } from '@/components/ui/view'
import { toSearch } from '@/lib/contract/view-state'
import { metricById } from '@/lib/core/checklist/checklist'
import { ClockHeat } from './clock-heat'
import { ClockTable } from './clock-table'
import { FleetStrip } from './fleet-strip'
import { orderClockRows, type ClockMap } from './prepare-clock'
import { describeClock } from './prepare-clock-caption'
import { prepareClockReadout } from './prepare-clock-readout'
import { otherZone } from './zones'

export const ClockBody = ({ map }: { map: ClockMap }) => {
  const [view] = useView()
  const { answer } = map
  const order = useMemo(() => orderClockRows(map, view.clockRows), [map, view.clockRows])
  if (answer.known === 0) return <NobodySends className="" />
  if (answer.total === 0) return <Unmeasured map={map} />
  return (
    <section className="grid gap-2" aria-labelledby="nodes-by-time">
      <h2 id="nodes-by-time" className="text-base font-semibold">
        {metricTitle(answer.metric)} <span className="text-sm font-normal text-muted">by time of day</span>
      </h2>
      <NodesByTime map={map} order={order} />
      <ClockTable map={map} order={order} />
    </section>
  )
}

const NodesByTime = ({ map, order }: { map: ClockMap; order: Int32Array }) => {
  const [view, setView] = useView()
  const [widthPx, measure] = useElementWidth()
  const frame = useRef<HTMLDivElement>(null)
  const theme = usePaletteTheme()
  const heightPx = plotHeight(map.cells.rowCount, useMedia('(min-height: 1100px)'))
  const { answer, drawn } = map
  const open = (row: number) => {
    setView({ node: String(answer.nodes[row]?.node ?? '') })
  }
  return (
    <>
      <div className="heat-heading">
        <HeatMapLegend scale={map.scale} unit={drawn.unit} theme={theme} hole="hatching" />
        <p className="heat-note">{describeClock(map, heightPx)}</p>
        <div className="section-actions">
          <FigureDownload
            name={`${answer.metric} clock`}
            title={[
              `${metricTitle(answer.metric)} by time of day (${answer.tz}), ${formatCount(map.cells.rowCount)} nodes`,
              formatRange(answer, 'utc'),
            ]}
            figure={frame}
            label="the clock"
          />
        </div>
      </div>
      <div ref={frame} className="heat-frame">
        <div ref={measure} className="heat-measure" />
        {widthPx === 0 ? null : (
          <ClockHeat
            map={map}
            order={order}
            widthPx={widthPx}
            heightPx={heightPx}
            label={`Clock: ${formatCount(map.cells.rowCount)} nodes by time of day`}
            hint="Arrow keys move the crosshair, Enter shows the days of the node. Shift with the arrow keys marks a part of the day, and Enter keeps it. The list below holds the same nodes."
            readoutOf={(cell) => prepareClockReadout(map, order, cell, otherZone(answer.tz))}
            onOpen={({ place }) => {
              open(order[place] ?? 0)
            }}
            axis={{ zone: answer.tz, fromMs: answer.fromMs, toMs: answer.toMs }}
            above={(crosshair) => (
              <>
                <FleetBandsChart bands={map.bands} metric={drawn} widthPx={widthPx} crosshair={crosshair} />
                <FleetStrip map={map} widthPx={widthPx} />
              </>
            )}
            names={
              <HeatRowNames
                order={order}
                heightPx={heightPx}
                groups={view.clockRows === 'group' ? answer.nodes.map(({ group }) => group) : null}
                title="Nodes"
                keyOf={(row) => answer.nodes[row]?.node ?? row}
                name={(row) => (
                  <button
                    type="button"
                    title={answer.nodes[row]?.name}
                    aria-pressed={view.node === String(answer.nodes[row]?.node)}
                    onClick={() => {
                      open(row)
                    }}
                  >
                    {answer.nodes[row]?.name}
                  </button>
                )}
              />
            }
          />
        )}
      </div>
    </>
  )
}

const Unmeasured = ({ map }: { map: ClockMap }) => {
  const [view] = useView()
  const metric = metricById(map.answer.metric)
  return (
    <div className="absence" data-verdict="unmeasured">
      <p>
        {view.filter.trim() === ''
          ? `No node measured ${metricTitle(map.answer.metric)} on these days. ${metric?.whenUnmeasured ?? ''} `
          : `None of the ${formatCount(map.answer.known)} nodes fits the filter and measured this. `}
        <Link className="link" href={`/coverage${toSearch(view)}`}>
          What is measured where
        </Link>
      </p>
    </div>
  )
}
