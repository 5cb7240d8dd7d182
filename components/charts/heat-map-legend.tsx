'use client'

import { formatLong } from '@/lib/core/format-value'
import { VerdictMark } from '@/components/ui/verdict-mark'
import type { Unit } from '@/lib/core/checklist/types'
import { paletteColour, type PaletteTheme } from './heat-map-palette'
import type { HeatScale } from './heat-map-scale'

interface HeatMapLegendProps {
  scale: HeatScale
  unit: Unit
  theme: PaletteTheme
  /** How what is not measured is drawn. */
  hole: 'hatching' | 'frame'
}

const STOPS_OF_SPAN = 6

/** Colours along the legend, which gives a verdict that a metric lacks no room. */
const gradientOf = ({ kind, spans }: HeatScale, theme: PaletteTheme): string => {
  const stops = spans.flatMap(({ from, to, palette }) =>
    Array.from({ length: STOPS_OF_SPAN + 1 }, (_, stop) => {
      const share = stop / STOPS_OF_SPAN
      const colour = paletteColour(kind, theme, palette[0] + share * (palette[1] - palette[0]))
      return `rgb(${colour.join(' ')}) ${String((from.at + share * (to.at - from.at)) * 100)}%`
    }),
  )
  return `linear-gradient(to right, ${stops.join(', ')})`
}

export const HeatMapLegend = ({ scale, unit, theme, hole }: HeatMapLegendProps) => (
  <div className="heat-legend" role="group" aria-label="Legend of the colours">
    <div className="heat-legend-scale">
      <div className="heat-legend-bar" style={{ background: gradientOf(scale, theme) }} />
      {scale.marks.map(({ value, at, verdict }) => (
        <span
          key={at}
          className="heat-legend-mark"
          data-edge={at === 0 ? 'start' : at === 1 ? 'end' : 'none'}
          style={{ left: `${String(at * 100)}%` }}
        >
          {verdict === null ? null : <VerdictMark verdict={verdict} size={8} />}
          {formatLong(value, unit)}
          <span className="sr-only">
            {verdict === null ? '' : ` ${verdict === 'warn' ? 'warning' : 'bad'}`}
          </span>
        </span>
      ))}
    </div>
    <p className="heat-legend-hole">
      <span className="heat-legend-swatch" data-hole={hole} aria-hidden="true" />
      not measured
    </p>
  </div>
)
