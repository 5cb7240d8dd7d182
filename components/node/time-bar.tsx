'use client'

import { useCrosshair } from '@/components/charts/plot-context'
import { formatDateTime } from '@/components/ui/format-time'
import { SegmentField } from '@/components/ui/segment-field'
import { useView } from '@/components/ui/view'
import type { SeriesAnswer } from '@/lib/contract/series'
import { COMPARISONS } from '@/lib/contract/view-choices'
import { COMPARISON_WORDS } from './compared-window'
import { describeAxis } from './prepare-time-bar'

/** The one time axis of all charts: what it spans, in which steps, and where the crosshair is. */
export const TimeBar = ({ series }: { series: SeriesAnswer | undefined }) => (
  <div className="time-bar">
    <CrosshairTime stepMs={series?.stepMs ?? 0} />
    {series === undefined ? null : (
      <p className="time-bar-note">
        {describeAxis(series)}
        <span className="chart-key" aria-hidden="true">
          <i className="key-band" /> lowest to highest <i className="key-line" /> mean
        </span>
      </p>
    )}
    <CompareSwitch />
  </div>
)

const CrosshairTime = ({ stepMs }: { stepMs: number }) => {
  const [{ zone }] = useView()
  const { atMs } = useCrosshair()
  return atMs === null ? (
    <p className="crosshair-time text-muted">
      Point at a chart to read them all; drag to zoom, with Shift to explain
    </p>
  ) : (
    <p className="crosshair-time">
      <strong>{formatDateTime(atMs - stepMs / 2, zone)}</strong>
    </p>
  )
}

const CompareSwitch = () => {
  const [{ compare }, setView] = useView()
  return (
    <div className="compare-switch">
      <span aria-hidden="true">{compare === '' ? '' : <i className="key-earlier" />}Compare with</span>
      <SegmentField
        label="Compare with"
        value={compare}
        choices={COMPARISONS}
        titleOf={(comparison) => COMPARISON_WORDS[comparison]}
        onChoice={(comparison) => {
          setView({ compare: comparison })
        }}
      />
    </div>
  )
}
