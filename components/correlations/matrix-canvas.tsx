'use client'

import { useEffect, useRef } from 'react'
import { usePaletteTheme } from '@/components/charts/heat-map-theme'
import type { InstancesAnswer } from '@/lib/contract/correlations'
import { matrixPixels, type MatrixColours } from './prepare-matrix'

/** A canvas knows no tokens, so an element of the page says what they are in its theme. */
const tokenOf = (element: HTMLElement, token: string): number[] => {
  element.style.color = `var(--${token})`
  return (getComputedStyle(element).color.match(/\d+(\.\d+)?/g) ?? []).map(Number)
}

const coloursOf = (element: HTMLElement): MatrixColours => ({
  alike: tokenOf(element, 'accent'),
  against: tokenOf(element, 'warn-mark'),
  none: tokenOf(element, 'surface'),
  unknown: tokenOf(element, 'hatch'),
})

export const MatrixCanvas = ({ similarity }: Pick<InstancesAnswer, 'similarity'>) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = usePaletteTheme()
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d') ?? null
    if (element === null || context === null || similarity.length === 0) return
    element.width = similarity.length
    element.height = similarity.length
    const pixels = matrixPixels(similarity, coloursOf(element))
    context.putImageData(new ImageData(pixels, similarity.length, similarity.length), 0, 0)
  }, [similarity, theme])
  return <canvas ref={canvas} className="matrix-image" aria-hidden="true" />
}
