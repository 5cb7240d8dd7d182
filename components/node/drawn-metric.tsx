'use client'

import Link from 'next/link'
import { useMemo, useRef, useState } from 'react'
import { ChartExport } from '@/components/charts/chart-export'
import { prepareUseChart, type UseChart } from '@/components/charts/prepare-use-chart'
import { UseChartFigure } from '@/components/charts/use-chart-figure'
import { UseChartTable } from '@/components/charts/use-chart-table'
import { describeThresholds } from '@/components/ui/prepare-thresholds'
import { useView } from '@/components/ui/view'
import type { AspectAnswer } from '@/lib/contract/checklist-answer'
import type { SeriesLine } from '@/lib/contract/series'
import { toSearch } from '@/lib/contract/view-state'
import { ClockLink } from './clock-link'
import type { ComparedSeries } from './node-series'

export interface ChartSettings {
  zone: 'local' | 'utc'
  /** Names the window compared with; null where there is none. */
  compared: string | null
  /** The node's name, for what is exported. */
  nodeName: string
  nodeId: number
}

interface DrawnMetricProps {
  metric: AspectAnswer
  /** Empty for the whole node. */
  device: string
  label: string
  data: ComparedSeries
  settings: ChartSettings
}

const lineOf = (series: ComparedSeries['series'], metric: string | null, device: string) =>
  series?.series.find((line) => line.metric === metric && line.device === device)

/** One metric as a chart or as its table, or a word on why there is neither. */
export const DrawnMetric = ({ data, ...props }: DrawnMetricProps) => {
  const { metric, device } = props
  const line = lineOf(data.series, metric.metric, device)
  const earlier = lineOf(data.earlier, metric.metric, device)
  if (data.series === undefined) return <div className="skeleton h-33" />
  if (line === undefined || !line.mean.some((value) => value !== null)) {
    return <Absence verdict="unmeasured" text="Not measured: no step of this window holds a value." />
  }
  return <ChartOrTable {...props} series={data.series} line={line} earlier={earlier} />
}

export const Absence = ({ verdict, text }: { verdict: string; text: string }) => (
  <div className="absence" data-verdict={verdict}>
    <p>{text}</p>
  </div>
)

interface ChartOrTableProps extends Omit<DrawnMetricProps, 'data'> {
  series: NonNullable<ComparedSeries['series']>
  line: SeriesLine
  earlier: SeriesLine | undefined
}

const ChartOrTable = ({ metric, device, label, series, line, earlier, settings }: ChartOrTableProps) => {
  const [isTable, setTable] = useState(false)
  const [{ from, to, zone }] = useView()
  const figure = useRef<HTMLDivElement>(null)
  const { startMs, stepMs, window, asOfMs } = series
  const { warn, bad } = metric
  const chart = useMemo(
    () =>
      prepareUseChart({
        line,
        earlier,
        startMs,
        stepMs,
        unit: line.unit,
        warn,
        bad,
        asOfMs: asOfMs ?? window.toMs,
      }),
    [line, earlier, startMs, stepMs, warn, bad, asOfMs, window.toMs],
  )
  const shared = { chart, stepMs, unit: line.unit, compared: settings.compared }
  return (
    <>
      <div ref={figure}>
        {isTable ? (
          <UseChartTable {...shared} zone={settings.zone} caption={label} />
        ) : (
          <UseChartFigure {...shared} window={window} zone={settings.zone} label={label} />
        )}
      </div>
      <p className="chart-foot">
        <span className="min-w-0" title={metric.source ?? undefined}>
          {describeThresholds(metric)}
          {gapText(chart)}
        </span>
        {metric.metric === null || device !== '' ? null : (
          <ClockLink metric={metric.metric} nodeId={settings.nodeId} label={label} />
        )}
        <button
          type="button"
          aria-pressed={isTable}
          className={`button-quiet ${device === '' ? '' : 'ml-auto'}`}
          onClick={() => {
            setTable(!isTable)
          }}
        >
          Table<span className="sr-only"> of {label}</span>
        </button>
        {line.device !== '' ? null : (
          <Link
            className="button-quiet"
            href={`/correlations${toSearch({ from, to, zone, metric: line.metric, node: settings.nodeName })}`}
            prefetch={false}
            title={`What moves with ${label}`}
          >
            Moves with<span className="sr-only"> {label}</span>
          </Link>
        )}
        <ChartExport
          {...shared}
          label={label}
          title={`${settings.nodeName} ${label}`}
          figure={isTable ? null : figure}
        />
      </p>
    </>
  )
}

const gapText = ({ gapSteps, points }: UseChart): string =>
  gapSteps === 0 ? '' : ` · ${String(gapSteps)} of ${String(points.length)} steps not measured`
