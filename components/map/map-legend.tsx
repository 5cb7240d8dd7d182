'use client'

import { HeatMapLegend } from '@/components/charts/heat-map-legend'
import type { HeatScale } from '@/components/charts/heat-map-scale'
import { usePaletteTheme } from '@/components/charts/heat-map-theme'
import { VERDICT_WORDS } from '@/components/ui/verdict-words'
import type { FleetMapAnswer } from '@/lib/contract/fleet-map'

const VERDICTS = ['bad', 'warn', 'ok', 'unmeasured'] as const

interface MapLegendProps {
  answer: FleetMapAnswer
  scale: HeatScale | null
}

export const MapLegend = ({ answer, scale }: MapLegendProps) => {
  const theme = usePaletteTheme()
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-2 text-xs">
      {scale === null || answer.metric === null ? (
        VERDICTS.map((verdict) => (
          <span key={verdict} className="flex items-center gap-1.5">
            <span className="map-swatch" data-verdict={verdict} aria-hidden="true" />
            {VERDICT_WORDS[verdict]}
          </span>
        ))
      ) : (
        <>
          <HeatMapLegend scale={scale} unit={answer.metric.unit} theme={theme} hole="frame" />
          <span>
            {answer.metric.judgedBy === 'peak' ? 'worst five minutes of the window' : 'mean of the window'}
          </span>
        </>
      )}
      <span className="flex items-center gap-1.5">
        <span className="map-swatch" data-verdict="silent" aria-hidden="true" />
        stale or gone
      </span>
    </div>
  )
}
