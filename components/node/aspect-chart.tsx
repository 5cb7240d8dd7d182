'use client'

import { useState } from 'react'
import { prepareUseChart } from '@/components/charts/prepare-use-chart'
import { UseChartFigure } from '@/components/charts/use-chart-figure'
import { UseChartTable } from '@/components/charts/use-chart-table'
import { describeThresholds } from '@/components/ui/prepare-thresholds'
import { VerdictMark } from '@/components/ui/verdict-mark'
import { VERDICT_WORDS } from '@/components/ui/verdict-words'
import type { SeriesAnswer, SeriesLine } from '@/lib/contract/series'
import type { Zone } from '@/lib/contract/view-state'
import type { AspectSection } from './prepare-node-sections'

interface AspectChartProps {
  section: AspectSection
  resourceTitle: string
  /** Undefined until the series have arrived. */
  series: SeriesAnswer | undefined
  zone: Zone
}

export const AspectChart = ({ section, resourceTitle, series, zone }: AspectChartProps) => {
  const { aspect, headline, absence, verdict, judged } = section
  const line = series?.series.find(({ metric }) => metric === headline.metric)
  return (
    <div className="aspect-panel" data-verdict={verdict}>
      <h3 className="flex items-baseline gap-2">
        <VerdictMark verdict={verdict} />
        <span className="font-semibold capitalize">{aspect}</span>
        <span className="min-w-0 truncate text-xs text-muted" title={headline.title}>
          {headline.title}
        </span>
        <span className="ml-auto shrink-0 tabular-nums">
          {judged === null ? null : (
            <>
              <span className="judged-value">{judged.text}</span>
              <span className="text-xs text-muted"> {judged.kind}</span>
            </>
          )}
          <span className={judged === null ? 'text-xs text-muted' : 'sr-only'}>
            {' '}
            {VERDICT_WORDS[verdict]}
          </span>
        </span>
      </h3>
      {absence !== null ? (
        <Absence verdict={verdict} text={absence} />
      ) : series === undefined ? (
        <div className="skeleton h-33" />
      ) : line === undefined ? (
        <Absence verdict="unmeasured" text="No step of this window holds a value." />
      ) : (
        <DrawnAspect
          section={section}
          resourceTitle={resourceTitle}
          series={series}
          line={line}
          zone={zone}
        />
      )}
    </div>
  )
}

const Absence = ({ verdict, text }: { verdict: AspectSection['verdict']; text: string }) => (
  <div className="absence" data-verdict={verdict}>
    <p>{text}</p>
  </div>
)

interface DrawnAspectProps extends Omit<AspectChartProps, 'series'> {
  series: SeriesAnswer
  line: SeriesLine
}

const DrawnAspect = ({ section, resourceTitle, series, line, zone }: DrawnAspectProps) => {
  const [isTable, setTable] = useState(false)
  const { headline, aspect } = section
  const { startMs, stepMs, window } = series
  const chart = prepareUseChart({
    line,
    startMs,
    stepMs,
    unit: line.unit,
    warn: headline.warn,
    bad: headline.bad,
    asOfMs: series.asOfMs ?? window.toMs,
  })
  const label = `${resourceTitle} ${aspect}: ${headline.title}`
  return (
    <>
      {isTable ? (
        <UseChartTable chart={chart} stepMs={stepMs} unit={line.unit} zone={zone} caption={label} />
      ) : (
        <UseChartFigure
          chart={chart}
          window={window}
          stepMs={stepMs}
          unit={line.unit}
          zone={zone}
          group="node"
          label={label}
        />
      )}
      <p className="flex items-baseline gap-3 text-xs text-muted">
        <span className="min-w-0 truncate" title={headline.source ?? undefined}>
          {describeThresholds(headline)}
          {chart.gapSteps === 0
            ? ''
            : ` · ${String(chart.gapSteps)} of ${String(chart.points.length)} steps not measured`}
        </span>
        <button
          type="button"
          aria-pressed={isTable}
          className="button-quiet ml-auto"
          onClick={() => {
            setTable(!isTable)
          }}
        >
          Table<span className="sr-only"> of {label}</span>
        </button>
      </p>
    </>
  )
}
