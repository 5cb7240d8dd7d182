'use client'

import { SegmentField } from '@/components/ui/segment-field'
import { paletteColour, type PaletteTheme } from '@/components/charts/heat-map-palette'
import { usePaletteTheme } from '@/components/charts/heat-map-theme'
import { useView } from '@/components/ui/view'
import { COUNT_SCALES, type CountScale } from '@/lib/contract/view-choices'
import { formatShort } from '@/lib/core/format-value'
import type { CountColours } from './prepare-colours'

const TITLES: Record<CountScale, string> = { log: 'Logarithmic', linear: 'Linear', quantile: 'By rank' }
const STOPS = 12

const gradient = (theme: PaletteTheme): string => {
  const stops = Array.from({ length: STOPS + 1 }, (_, stop) => {
    const at = stop / STOPS
    return `rgb(${paletteColour('neutral', theme, at).join(' ')}) ${String(at * 100)}%`
  })
  return `linear-gradient(to right, ${stops.join(', ')})`
}

/** What the colours mean, and how counts become colours. */
export const CountLegend = ({ colours }: { colours: CountColours }) => {
  const [{ countScale }, setView] = useView()
  const theme = usePaletteTheme()
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
      <div className="heat-legend" role="group" aria-label="Legend of the colours">
        <div className="heat-legend-scale">
          <div className="heat-legend-bar" style={{ background: gradient(theme) }} />
          {colours.marks.map(({ count, at }) => (
            <span
              key={at}
              className="heat-legend-mark"
              data-edge={at === 1 ? 'end' : 'none'}
              style={{ left: `${String(at * 100)}%` }}
            >
              {formatShort(count, 'items')}
            </span>
          ))}
        </div>
        <p className="heat-legend-hole">observations in a cell</p>
        <p className="heat-legend-hole">
          <span className="heat-legend-swatch" data-hole="hatching" aria-hidden="true" />
          nothing told
        </p>
      </div>
      <SegmentField
        label="Scale of the colours"
        value={countScale}
        choices={COUNT_SCALES}
        titleOf={(scale) => TITLES[scale]}
        onChoice={(scale) => {
          setView({ countScale: scale })
        }}
      />
      <LineLegend />
    </div>
  )
}

const LineLegend = () => (
  <p className="latency-key">
    <span className="latency-key-line" aria-hidden="true" /> quantile, where buckets resolve it
    <span className="latency-key-band" aria-hidden="true" /> somewhere in here, where they do not
    <span className="latency-key-mode" aria-hidden="true" /> peak of the whole window
  </p>
)
