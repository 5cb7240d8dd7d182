'use client'

import type { RefObject } from 'react'
import { downloadHeatMap } from '@/components/charts/download-heat-map'
import { downloadName } from '@/components/ui/download-name'
import { formatCount } from '@/lib/core/format-value'
import { formatDateTime, formatRange } from '@/components/ui/format-time'
import type { Zone } from '@/lib/contract/view-state'
import type { HeatMap } from './prepare-heat-map'

interface PngButtonProps {
  map: HeatMap
  zone: Zone
  /** Holds the picture. */
  imageIn: RefObject<HTMLElement | null>
}

const MARKS = [0, 0.25, 0.5, 0.75]

export const PngButton = ({ map: { answer }, zone, imageIn }: PngButtonProps) => {
  const { metric, window, nodes } = answer
  const download = () => {
    const image = imageIn.current?.querySelector('canvas') ?? null
    if (image === null) return
    const spanMs = window.toMs - window.fromMs
    downloadHeatMap(downloadName(metric.id, 'png'), {
      image,
      title: [`${metric.title}, ${formatCount(nodes.id.length)} nodes`, formatRange(window, 'utc')],
      marks: MARKS.map((share) => ({ share, text: formatDateTime(window.fromMs + share * spanMs, zone) })),
    })
  }
  return (
    <button type="button" className="button-quiet" onClick={download}>
      Download as PNG
    </button>
  )
}
