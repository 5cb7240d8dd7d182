import { memo } from 'react'
import { placeNames, type DrawnQuantile } from './prepare-lines'

interface QuantileLinesProps {
  lines: readonly DrawnQuantile[]
  stepCount: number
}

/** Lines where buckets resolve a quantile, bands where they only bound it. */
export const QuantileLines = memo(function QuantileLines({ lines, stepCount }: QuantileLinesProps) {
  return (
    <svg
      className="latency-lines"
      viewBox={`0 0 ${String(stepCount)} 1`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {lines.map(({ quantile, band }) => (
        <path key={quantile} className="latency-band" data-quantile={quantile} d={band} />
      ))}
      {lines.map(({ quantile, line }) => (
        <g key={quantile} data-quantile={quantile}>
          <path className="latency-halo" d={line} vectorEffect="non-scaling-stroke" />
          <path className="latency-line" d={line} vectorEffect="non-scaling-stroke" />
        </g>
      ))}
    </svg>
  )
})

/** A name's own height, as part of the plot. */
const NAME_GAP = 0.055

/** At the right edge, each beside the end of its line. */
export const QuantileNames = ({ lines }: { lines: readonly DrawnQuantile[] }) => (
  <div className="latency-names" aria-hidden="true">
    {placeNames(lines, NAME_GAP).map(({ title, at }) => (
      <span key={title} style={{ top: `${String(at * 100)}%` }}>
        {title}
      </span>
    ))}
  </div>
)
