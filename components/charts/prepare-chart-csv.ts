import type { CsvCell } from '@/components/ui/download-csv'
import type { Unit } from '@/lib/core/checklist/types'
import type { UseChart } from './prepare-use-chart'

interface ChartNumbers {
  chart: UseChart
  stepMs: number
  unit: Unit
  compared: string | null
}

/** Unrounded, times in UTC, oldest first; empty where nothing was measured. */
export const chartRows = ({ chart, stepMs, unit, compared }: ChartNumbers): CsvCell[][] => [
  [
    'from (UTC)',
    ...['mean', 'lowest', 'highest'].map((word) => `${word} (${unit})`),
    ...(compared === null ? [] : [`${compared} (${unit})`]),
  ],
  ...chart.points.map(({ atMs, mean, band, earlier }) => [
    new Date(atMs - stepMs / 2).toISOString(),
    mean,
    ...(band ?? [null, null]),
    ...(compared === null ? [] : [earlier]),
  ]),
]
