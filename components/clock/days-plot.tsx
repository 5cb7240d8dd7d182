'use client'

import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { FigureDownload } from '@/components/charts/figure-download'
import { useElementWidth } from '@/components/charts/element-size'
import { HeatMapLegend } from '@/components/charts/heat-map-legend'
import { usePaletteTheme } from '@/components/charts/heat-map-theme'
import { HeatRowNames } from '@/components/charts/heat-row-names'
import { plotHeight } from '@/components/charts/plot-height'
import { CsvDownload } from '@/components/ui/csv-download'
import { formatRange } from '@/components/ui/format-time'
import { useMedia } from '@/components/ui/media'
import { formatCount } from '@/lib/core/format-value'
import { metricTitle } from '@/components/ui/prepare-metric-choices'
import { useView } from '@/components/ui/view'
import { toSearch } from '@/lib/contract/view-state'
import { ClockHeat } from './clock-heat'
import { prepareDaysCsv } from './prepare-clock-csv'
import { prepareDaysReadout, type DaysMap } from './prepare-days'
import { toIso } from './to-iso'
import { otherZone } from './zones'

export const DaysPlot = ({ map }: { map: DaysMap }) => {
  const [widthPx, measure] = useElementWidth()
  const frame = useRef<HTMLDivElement>(null)
  const theme = usePaletteTheme()
  const heightPx = plotHeight(map.cells.rowCount, useMedia('(min-height: 1100px)'))
  const { answer, daysBefore, drawn, order } = map
  const openDay = useOpenDay(map)
  return (
    <>
      <div className="heat-heading">
        <HeatMapLegend scale={map.scale} unit={drawn.unit} theme={theme} hole="hatching" />
        <p className="heat-note">
          {drawn.title}, each line a day of {answer.tz}, the newest at the bottom. Drag to mark a part of the
          day, click to open the day.
          {daysBefore > 0 && ` Nothing was measured on the ${formatDays(daysBefore)} before.`}
        </p>
        <div className="section-actions">
          <CsvDownload title={`${answer.metric}-days`} rows={() => prepareDaysCsv(map)}>
            CSV<span className="sr-only"> of the days</span>
          </CsvDownload>
          <FigureDownload
            name={`${answer.metric} days`}
            title={[
              `${metricTitle(answer.metric)} day by day (${answer.tz}), ${answer.node?.name ?? 'all nodes'}`,
              formatRange(answer, 'utc'),
            ]}
            figure={frame}
            label="the days"
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
            label={`Days: ${formatCount(answer.days.length)} days by time of day`}
            hint="Arrow keys move the crosshair, Enter opens the day. Shift with the arrow keys marks a part of the day, and Enter keeps it."
            readoutOf={(cell) => prepareDaysReadout(map, cell, otherZone(answer.tz))}
            onOpen={({ place }) => {
              openDay(place)
            }}
            axis={{ zone: answer.tz, fromMs: answer.fromMs, toMs: answer.toMs }}
            names={<DayNames map={map} heightPx={heightPx} />}
          >
            <ChangedHours map={map} />
          </ClockHeat>
        )}
      </div>
    </>
  )
}

const formatDays = (count: number): string => (count === 1 ? 'day' : `${formatCount(count)} days`)

/** The day by itself: on the page of the node, or as the heat map of all. */
const useOpenDay = ({ answer }: DaysMap) => {
  const router = useRouter()
  const [view] = useView()
  return (place: number) => {
    const day = answer.days[place]
    if (day === undefined) return
    const page = answer.node === null ? '/metric' : `/nodes/${String(answer.node.id)}`
    router.push(`${page}${toSearch({ ...view, from: toIso(day.fromMs), to: toIso(day.toMs) })}`)
  }
}

const DayNames = ({ map, heightPx }: { map: DaysMap; heightPx: number }) => (
  <HeatRowNames
    order={map.order}
    heightPx={heightPx}
    groups={null}
    title="Days"
    keyOf={(day) => map.answer.days[day]?.date ?? day}
    name={(day) => (
      <span>
        {map.lengths[day] === '' ? null : <strong>{map.lengths[day]} </strong>}
        {map.names[day]}
      </span>
    )}
  />
)

const ChangedHours = ({ map }: { map: DaysMap }) =>
  map.changes.map(({ day, kind, left, width }) => (
    <span
      key={`${String(day)} ${kind}`}
      className="clock-changed-hour"
      data-kind={kind}
      style={{
        left: `${String(left * 100)}%`,
        width: `${String(width * 100)}%`,
        top: `${String((day / map.cells.rowCount) * 100)}%`,
        height: `${String(100 / map.cells.rowCount)}%`,
      }}
    />
  ))
