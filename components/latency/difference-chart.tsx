import { formatLatency } from './format-latency'
import { logTicks, shareOfMs } from './log-axis'
import type { DifferenceBar, DrawnDifference } from './prepare-selection'

interface DifferenceChartProps {
  drawn: DrawnDifference
  /** What the selection is compared with. */
  reference: string
}

const MOST_TICKS = 9
const percent = (share: number): string => `${String(share * 100)}%`
const pathOf = (bars: readonly DifferenceBar[], heightOf: (bar: DifferenceBar) => number): string =>
  bars
    .map((bar) => {
      const top = (1 - heightOf(bar)).toFixed(4)
      return `M${bar.left.toFixed(5)} 1V${top}h${bar.width.toFixed(5)}V1z`
    })
    .join('')

/** Two distributions over one axis: what only the selection has stands out in full colour. */
export const DifferenceChart = ({ drawn: { axis, bars }, reference }: DifferenceChartProps) => (
  <figure className="grid min-w-0 content-start gap-1">
    <svg
      className="difference-chart"
      viewBox="0 0 1 1"
      preserveAspectRatio="none"
      role="img"
      aria-label="Distribution of the selection over latency, beside that of its reference"
    >
      <path className="difference-selection" d={pathOf(bars, ({ selection }) => selection)} />
      <path
        className="difference-reference"
        d={pathOf(bars, ({ reference: height }) => height)}
        vectorEffect="non-scaling-stroke"
      />
      {bars.map(({ key, left, width, title }) => (
        <rect key={key} x={left} y={0} width={width} height={1} fill="transparent">
          <title>{title}</title>
        </rect>
      ))}
    </svg>
    <div className="difference-ticks" aria-hidden="true">
      {logTicks(axis, MOST_TICKS).map((ms) => (
        <span key={ms} style={{ left: percent(shareOfMs(axis, ms)) }}>
          {formatLatency(ms)}
        </span>
      ))}
    </div>
    <figcaption className="latency-key">
      <span className="difference-key" data-side="selection" aria-hidden="true" /> selection
      <span className="difference-key" data-side="reference" aria-hidden="true" /> {reference}
    </figcaption>
  </figure>
)
