'use client'

import type { RefObject } from 'react'
import { downloadText } from '@/components/ui/download'
import { toCsv } from '@/components/ui/download-csv'
import { downloadName } from '@/components/ui/download-name'
import { downloadPng, downloadSvg } from '@/components/ui/download-picture'
import { formatRange } from '@/components/ui/format-time'
import type { Unit } from '@/lib/core/checklist/types'
import { chartRows } from './prepare-chart-csv'
import type { UseChart } from './prepare-use-chart'

interface ChartExportProps {
  chart: UseChart
  stepMs: number
  unit: Unit
  compared: string | null
  label: string
  /** Names the files. */
  title: string
  /** Where the picture is; null while the table is shown. */
  figure: RefObject<HTMLElement | null> | null
}

const spanOf = ({ points }: UseChart, stepMs: number): string => {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return 'nothing'
  return formatRange({ fromMs: first.atMs - stepMs / 2, toMs: last.atMs + stepMs / 2 }, 'utc')
}

/** The numbers as a file, and the picture where there is one. */
export const ChartExport = ({ chart, stepMs, unit, compared, label, title, figure }: ChartExportProps) => {
  const heading = [title, spanOf(chart, stepMs)]
  const picture = () => figure?.current?.querySelector('svg') ?? null
  return (
    <span role="group" aria-label={`Export ${label}`} className="export-buttons">
      <button
        type="button"
        onClick={() => {
          downloadText(
            downloadName(title, 'csv'),
            'text/csv',
            toCsv(chartRows({ chart, stepMs, unit, compared })),
          )
        }}
      >
        CSV
      </button>
      {figure === null ? null : (
        <>
          <button
            type="button"
            onClick={() => {
              const svg = picture()
              if (svg !== null) void downloadPng(downloadName(title, 'png'), svg, heading)
            }}
          >
            PNG
          </button>
          <button
            type="button"
            onClick={() => {
              const svg = picture()
              if (svg !== null) downloadSvg(downloadName(title, 'svg'), svg, heading)
            }}
          >
            SVG
          </button>
        </>
      )}
    </span>
  )
}
