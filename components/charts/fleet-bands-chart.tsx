import { formatLong } from '@/lib/core/format-value'
import type { HeatMapBands } from '@/lib/contract/heat-map'
import type { Unit } from '@/lib/core/checklist/types'
import { prepareBands } from './prepare-bands'

const HEIGHT_PX = 110

interface FleetBandsChartProps {
  bands: HeatMapBands
  metric: { title: string; unit: Unit; higherIsWorse: boolean; warn: number | null; bad: number | null }
  widthPx: number
  /** 0..1 along the window; null while nothing is pointed at. */
  crosshair: number | null
}

/** The fleet in quantiles, on the time axis of the heat map below. */
export const FleetBandsChart = ({ bands, metric, widthPx, crosshair }: FleetBandsChartProps) => {
  const chart = prepareBands({ ...metric, bands, widthPx, heightPx: HEIGHT_PX })
  const worst = metric.higherIsWorse ? 'highest' : 'lowest'
  return (
    <figure className="bands" aria-label={`The fleet: ${metric.title}`}>
      <figcaption className="bands-caption">
        Fleet
        <span className="bands-key" data-key="worst">
          {worst}
        </span>
        <span className="bands-key" data-key="area">
          p10 to p90
        </span>
        <span className="bands-key" data-key="median">
          median
        </span>
      </figcaption>
      <div className="bands-axis" style={{ height: HEIGHT_PX }} aria-hidden="true">
        {[chart.top, chart.top / 2, 0].map((value) => (
          <span key={value}>{formatLong(value, metric.unit)}</span>
        ))}
      </div>
      <svg
        width={widthPx}
        height={HEIGHT_PX}
        viewBox={`0 0 ${String(Math.max(1, widthPx))} ${String(HEIGHT_PX)}`}
        preserveAspectRatio="none"
        className="bands-chart"
        aria-hidden="true"
      >
        <path d={chart.area} className="bands-area" />
        {chart.thresholds.map(({ verdict, y }) => (
          <line
            key={verdict}
            x1={0}
            x2={widthPx}
            y1={y}
            y2={y}
            className="bands-limit"
            data-verdict={verdict}
          />
        ))}
        <path d={chart.worst} className="bands-worst" />
        <path d={chart.median} className="bands-median" />
        {crosshair === null ? null : (
          <line
            x1={crosshair * widthPx}
            x2={crosshair * widthPx}
            y1={0}
            y2={HEIGHT_PX}
            className="bands-crosshair"
          />
        )}
      </svg>
    </figure>
  )
}
