import { formatDateTime } from '@/components/ui/format-time'
import { formatLong } from '@/lib/core/format-value'
import type { Zone } from '@/lib/contract/view-choices'
import type { Unit } from '@/lib/core/checklist/types'
import type { UseChart } from './prepare-use-chart'

interface UseChartTableProps {
  chart: UseChart
  stepMs: number
  unit: Unit
  zone: Zone
  /** Names the window compared with; null where there is none. */
  compared: string | null
  caption: string
}

/** The same numbers as the chart, newest first. */
export const UseChartTable = ({ chart, stepMs, unit, zone, compared, caption }: UseChartTableProps) => (
  <div className="max-h-64 overflow-auto" tabIndex={0} role="region" aria-label={caption}>
    <table className="data-table text-xs">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col" className="number">
            Mean
          </th>
          <th scope="col" className="number">
            Lowest
          </th>
          <th scope="col" className="number">
            Highest
          </th>
          {compared === null ? null : (
            <th scope="col" className="number capitalize">
              {compared}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {chart.points.toReversed().map(({ atMs, mean, band, earlier }) => (
          <tr key={atMs}>
            <th scope="row">{formatDateTime(atMs - stepMs / 2, zone)}</th>
            {mean === null ? (
              <td colSpan={3} className="text-muted">
                not measured
              </td>
            ) : (
              [mean, ...(band ?? [])].map((value, index) => (
                <td key={index} className="number">
                  {formatLong(value, unit)}
                </td>
              ))
            )}
            {compared === null ? null : (
              <td className={earlier === null ? 'text-muted' : 'number'}>
                {earlier === null ? 'not measured' : formatLong(earlier, unit)}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
