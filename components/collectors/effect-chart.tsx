import { formatMinute } from '@/components/ui/format-time'
import type { Zone } from '@/lib/contract/view-choices'
import type { EffectChart as Chart } from './prepare-effects'

const percent = (part: number): string => `${String(100 * part)}%`

/** Both groups over time; the hatched part is when one node after the other was changed. */
export const EffectChart = ({ chart, zone }: { chart: Chart; zone: Zone }) => {
  const { window, changed, others, low, high, from, to, label } = chart
  return (
    <figure className="effect-chart">
      <div className="effect-scale" aria-hidden="true">
        <span>{high}</span>
        <span>{low}</span>
      </div>
      <div className="effect-plot" role="img" aria-label={label}>
        {from === null || to === null ? null : (
          <span className="effect-change" style={{ left: percent(from), width: percent(to - from) }} />
        )}
        <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
          <path className="effect-others" d={others} vectorEffect="non-scaling-stroke" />
          <path className="effect-changed" d={changed} vectorEffect="non-scaling-stroke" />
        </svg>
      </div>
      <div className="effect-times" aria-hidden="true">
        <span>{formatMinute(window.fromMs, zone)}</span>
        <span>{formatMinute(window.toMs, zone)}</span>
      </div>
    </figure>
  )
}

/** What the two lines are. */
export const EffectKey = ({ isChange }: { isChange: boolean }) => (
  <span className="effect-key">
    <svg width="22" height="8" aria-hidden="true">
      <line className="effect-changed" x1="0" x2="22" y1="4" y2="4" />
    </svg>
    {isChange ? 'changed' : 'these'}
    <svg width="22" height="8" aria-hidden="true">
      <line className="effect-others" x1="0" x2="22" y1="4" y2="4" />
    </svg>
    others
  </span>
)
