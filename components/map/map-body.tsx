'use client'

import { useMemo } from 'react'
import { useElementWidth } from '@/components/charts/element-size'
import { formatCount } from '@/lib/core/format-value'
import { useMedia } from '@/components/ui/media'
import { NobodySends } from '@/components/ui/nobody-sends'
import { useView } from '@/components/ui/view'
import type { FleetMapAnswer } from '@/lib/contract/fleet-map'
import { layOutMap } from './lay-out-map'
import { MapLegend } from './map-legend'
import { MapPlot } from './map-plot'
import { MapTable } from './map-table'
import { scaleOf } from './prepare-map'

const SCREEN_PX = 600
const WALL_PX = 1_050

export const MapBody = ({ answer }: { answer: FleetMapAnswer }) => {
  const [{ group }] = useView()
  const [widthPx, measure] = useElementWidth()
  const heightPx = useMedia('(min-height: 1200px)') ? WALL_PX : SCREEN_PX
  const scale = useMemo(() => scaleOf(answer), [answer])
  const layout = useMemo(() => {
    const counts = answer.groups.map(({ count }) => count)
    return layOutMap(counts, widthPx, heightPx)
  }, [answer, widthPx, heightPx])
  if (answer.known === 0) return <NobodySends />
  if (answer.shown === 0)
    return <p className="panel mx-4 p-4">No node fits the filter: 0 of {answer.known} nodes shown.</p>
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 pb-8">
      <MapLegend answer={answer} scale={scale} />
      {answer.shown === answer.total ? null : (
        <p className="text-sm">
          {formatCount(answer.shown)} of {formatCount(answer.total)} nodes shown: filter to see others.
        </p>
      )}
      <div ref={measure}>
        {widthPx === 0 ? null : <MapPlot answer={answer} layout={layout} scale={scale} widthPx={widthPx} />}
      </div>
      <MapTable groups={answer.groups} groupedBy={group} />
    </div>
  )
}
