'use client'

import { downloadBlob } from './download'

const SCALE = 2
const EDGE_PX = 12
const LINE_PX = 16
const FONT_PX = 11

/** Marks that follow the pointer, buttons, and words for those who do not see the figure. */
const NO_PART_OF_IT = '.sr-only, .heat-crosshair, .heat-readout, [data-picture="left-out"]'

const isPartOfIt = (node: Node): boolean => !(node instanceof Element && node.matches(NO_PART_OF_IT))

/** A figure as it looks on screen, with its title above it, in the colours of the page. */
export const downloadFigure = async (
  name: string,
  figure: HTMLElement,
  title: readonly string[],
): Promise<void> => {
  const { toCanvas } = await import('html-to-image')
  const picture = await toCanvas(figure, { pixelRatio: SCALE, skipFonts: true, filter: isPartOfIt })
  const topPx = (EDGE_PX + title.length * LINE_PX) * SCALE
  const canvas = document.createElement('canvas')
  canvas.width = picture.width + 2 * EDGE_PX * SCALE
  canvas.height = topPx + picture.height + EDGE_PX * SCALE
  const context = canvas.getContext('2d')
  if (context === null) return
  const { color, fontFamily } = getComputedStyle(document.body)
  context.fillStyle = getComputedStyle(document.documentElement).backgroundColor
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, EDGE_PX * SCALE, topPx)
  context.fillStyle = color
  context.font = `${String(FONT_PX * SCALE)}px ${fontFamily}`
  title.forEach((line, index) => {
    context.fillText(line, EDGE_PX * SCALE, (EDGE_PX + index * LINE_PX + FONT_PX / 2) * SCALE)
  })
  canvas.toBlob((blob) => {
    if (blob !== null) downloadBlob(name, blob)
  })
}
