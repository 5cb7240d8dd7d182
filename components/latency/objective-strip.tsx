import type { LatencyPanel } from '@/lib/contract/latency'
import { formatShare } from './format-latency'

interface ObjectiveStripProps {
  panel: LatencyPanel
  stepCount: number
}

/** The line of what may is never at the very top. */
const LEAST_TOP = 2

/** The share above the objective by step, as high as buckets leave it open, with a line at what may be. */
export const ObjectiveStrip = ({ panel: { objective }, stepCount }: ObjectiveStripProps) => {
  if (objective === null) return null
  const { low, high } = objective.share
  const allowed = 1 - objective.target
  const top = Math.min(
    1,
    high.reduce((most: number, share) => Math.max(most, share ?? 0), allowed * LEAST_TOP),
  )
  return (
    <>
      <div className="latency-strip-axis" aria-hidden="true">
        <span>{formatShare(top)}</span>
        <span>above</span>
      </div>
      <svg
        className="latency-strip"
        viewBox={`0 0 ${String(stepCount)} 1`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Share above the objective, at most ${formatShare(top)}`}
      >
        <path className="latency-strip-open" d={bars(high, top)} />
        <path className="latency-strip-sure" d={bars(low, top)} />
        <line
          className="latency-strip-limit"
          x1="0"
          x2={stepCount}
          y1={1 - allowed / top}
          y2={1 - allowed / top}
          vectorEffect="non-scaling-stroke"
        />
      </svg>
    </>
  )
}

const bars = (shares: readonly (number | null)[], top: number): string =>
  shares
    .map((share, step) =>
      share === null || share === 0
        ? ''
        : `M${String(step)} 1V${(1 - Math.min(1, share / top)).toFixed(4)}h1V1z`,
    )
    .join('')
