'use client'

import { useEffect, useRef } from 'react'
import type { PaletteTheme } from '@/components/charts/heat-map-palette'
import type { HeatScale } from '@/components/charts/heat-map-scale'
import type { FleetMapAnswer } from '@/lib/contract/fleet-map'
import { drawMap } from './draw-map'
import type { MapLayout } from './lay-out-map'
import { readMapColours } from './map-colours'

interface MapCanvasProps {
  answer: FleetMapAnswer
  layout: MapLayout
  scale: HeatScale | null
  widthPx: number
  theme: PaletteTheme
}

/** Every node of the fleet in one picture, redrawn only when it changes. */
export const MapCanvas = ({ answer, layout, scale, widthPx, theme }: MapCanvasProps) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d') ?? null
    if (element === null || context === null) return
    const density = window.devicePixelRatio
    element.width = Math.round(widthPx * density)
    element.height = Math.round(layout.heightPx * density)
    context.setTransform(density, 0, 0, density, 0, 0)
    drawMap(context, answer, layout, readMapColours(element, theme, scale))
  }, [answer, layout, scale, widthPx, theme])
  return (
    <canvas
      ref={canvas}
      className="block"
      style={{ width: widthPx, height: layout.heightPx }}
      aria-hidden="true"
    />
  )
}
