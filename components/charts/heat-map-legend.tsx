'use client'

import { formatLong } from '@/components/ui/format-value'
import { VerdictMark } from '@/components/ui/verdict-mark'
import type { Unit } from '@/lib/core/checklist/types'
import { paletteGradient, type PaletteTheme } from './heat-map-palette'
import type { HeatScale } from './heat-map-scale'

interface HeatMapLegendProps {
  scale: HeatScale
  unit: Unit
  theme: PaletteTheme
}

export const HeatMapLegend = ({ scale, unit, theme }: HeatMapLegendProps) => (
  <div className="heat-legend" role="group" aria-label="Legend of the colours">
    <div className="heat-legend-scale">
      <div className="heat-legend-bar" style={{ background: paletteGradient(theme) }} />
      {scale.marks.map(({ value, position, verdict }) => (
        <span
          key={position}
          className="heat-legend-mark"
          data-edge={position === 0 ? 'start' : position === 1 ? 'end' : 'none'}
          style={{ left: `${String(position * 100)}%` }}
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
      <span className="heat-legend-swatch" aria-hidden="true" />
      not measured
    </p>
  </div>
)
