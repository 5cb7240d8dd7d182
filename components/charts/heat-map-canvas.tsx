'use client'

import { useEffect, useMemo, useRef } from 'react'
import { imageSize, paintPixels, poolWorst, type HeatMapPositions } from './heat-map-image'
import { paletteBytes, type PaletteKind, type PaletteTheme } from './heat-map-palette'

interface HeatMapCanvasProps {
  cells: HeatMapPositions
  order: Int32Array
  widthPx: number
  heightPx: number
  kind: PaletteKind
  theme: PaletteTheme
}

/** One image, a pixel for each cell as far as there is room, stretched to its place. */
export const HeatMapCanvas = ({ cells, order, widthPx, heightPx, kind, theme }: HeatMapCanvasProps) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { columns, lines } = imageSize(cells, widthPx, heightPx)
  const pooled = useMemo(() => poolWorst(cells, order, { columns, lines }), [cells, order, columns, lines])
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    context?.putImageData(new ImageData(paintPixels(pooled, paletteBytes(kind, theme)), columns, lines), 0, 0)
  }, [pooled, kind, theme, columns, lines])
  return <canvas ref={canvas} width={columns} height={lines} className="heat-map-image" aria-hidden="true" />
}
