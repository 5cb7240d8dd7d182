'use client'

import { downloadBlob, downloadText } from './download'

const SVG_SPACE = 'http://www.w3.org/2000/svg'
const SVG_TYPE = 'image/svg+xml'
const PNG_SCALE = 2

/** What style sheets give an element and a file without them would lack. */
const KEPT_STYLES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
] as const

const keepStyles = (from: Element, into: Element): void => {
  const computed = getComputedStyle(from)
  for (const name of KEPT_STYLES) {
    const value = computed.getPropertyValue(name)
    if (value !== '') into.setAttribute(name, value)
  }
  Array.from(from.children).forEach((child, index) => {
    const copy = into.children[index]
    if (copy !== undefined) keepStyles(child, copy)
  })
}

/** Holds because a clone is of the kind of its original. */
const cloneOf = (svg: SVGSVGElement): SVGSVGElement => svg.cloneNode(true) as SVGSVGElement

const rectOf = (width: number, height: number, fill: string): SVGRectElement => {
  const rect = document.createElementNS(SVG_SPACE, 'rect')
  rect.setAttribute('width', String(width))
  rect.setAttribute('height', String(height))
  rect.setAttribute('fill', fill)
  return rect
}

interface Picture {
  text: string
  width: number
  height: number
}

/** The drawing as it looks now, in a file of its own. */
const toPicture = (svg: SVGSVGElement): Picture => {
  const { width, height } = svg.getBoundingClientRect()
  const copy = cloneOf(svg)
  keepStyles(svg, copy)
  copy.setAttribute('xmlns', SVG_SPACE)
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  const surface = getComputedStyle(document.body).backgroundColor
  const page = getComputedStyle(document.documentElement).backgroundColor
  copy.prepend(rectOf(width, height, surface === 'rgba(0, 0, 0, 0)' ? page : surface))
  return { text: new XMLSerializer().serializeToString(copy), width, height }
}

export const downloadSvg = (name: string, svg: SVGSVGElement): void => {
  downloadText(name, SVG_TYPE, toPicture(svg).text)
}

export const downloadPng = async (name: string, svg: SVGSVGElement): Promise<void> => {
  const { text, width, height } = toPicture(svg)
  const image = new Image()
  image.src = `data:${SVG_TYPE};charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * PNG_SCALE
  canvas.height = height * PNG_SCALE
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  canvas.toBlob((blob) => {
    if (blob !== null) downloadBlob(name, blob)
  })
}
