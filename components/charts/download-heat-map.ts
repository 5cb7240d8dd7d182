'use client'

import { downloadBlob } from '@/components/ui/download'

interface HeatMapPicture {
  /** The image as it is shown; a pixel of it may stand for a cell. */
  image: HTMLCanvasElement
  /** Above it: what it shows and of when. */
  title: readonly string[]
  /** Below it, at these shares of its width. */
  marks: readonly { share: number; text: string }[]
}

const SCALE = 2
const EDGE_PX = 12
const LINE_PX = 16
const FONT_PX = 11

/** The picture as large as it is on screen, with its title and its times, in the colours of the page. */
export const downloadHeatMap = (name: string, { image, title, marks }: HeatMapPicture): void => {
  const { width, height } = image.getBoundingClientRect()
  const topPx = EDGE_PX + title.length * LINE_PX
  const canvas = document.createElement('canvas')
  canvas.width = (width + 2 * EDGE_PX) * SCALE
  canvas.height = (topPx + height + LINE_PX + EDGE_PX) * SCALE
  const context = canvas.getContext('2d')
  if (context === null) return
  const { color, backgroundColor, fontFamily } = getComputedStyle(document.body)
  context.scale(SCALE, SCALE)
  context.fillStyle = backgroundColor
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingEnabled = false
  context.drawImage(image, EDGE_PX, topPx, width, height)
  context.fillStyle = color
  context.font = `${String(FONT_PX)}px ${fontFamily}`
  title.forEach((line, index) => {
    context.fillText(line, EDGE_PX, EDGE_PX + index * LINE_PX + FONT_PX / 2)
  })
  for (const { share, text } of marks)
    context.fillText(text, EDGE_PX + share * width, topPx + height + LINE_PX)
  canvas.toBlob((blob) => {
    if (blob !== null) downloadBlob(name, blob)
  })
}
