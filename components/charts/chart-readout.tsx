import { formatDateTime } from '@/components/ui/format-time'
import { formatLong } from '@/components/ui/format-value'
import type { Zone } from '@/lib/contract/view-state'
import type { Unit } from '@/lib/core/checklist/types'
import type { ChartPoint } from './prepare-use-chart'

interface ChartReadoutProps {
  point: ChartPoint
  stepMs: number
  unit: Unit
  zone: Zone
}

export const ChartReadout = ({ point, stepMs, unit, zone }: ChartReadoutProps) => (
  <div className="chart-readout">
    <p className="chart-readout-time">{formatDateTime(point.atMs - stepMs / 2, zone)}</p>
    {point.mean === null ? (
      <p>not measured</p>
    ) : (
      <p className="font-semibold">
        {formatLong(point.mean, unit)}
        {point.band === null ? null : (
          <span className="font-normal text-muted">
            {' '}
            {formatLong(point.band[0], unit)} to {formatLong(point.band[1], unit)}
          </span>
        )}
      </p>
    )}
  </div>
)
