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

/** Above the drawing, for what it shows and of when. */
const TITLE_PX = 36
const LINE_PX = 14

const rectOf = (width: number, height: number, fill: string): SVGRectElement => {
  const rect = document.createElementNS(SVG_SPACE, 'rect')
  rect.setAttribute('y', String(-TITLE_PX))
  rect.setAttribute('width', String(width))
  rect.setAttribute('height', String(height))
  rect.setAttribute('fill', fill)
  return rect
}

/** Its last line lies right above the drawing. */
const titleOf = (lines: readonly string[]): SVGTextElement[] => {
  const { color, fontFamily } = getComputedStyle(document.body)
  return lines.map((line, index) => {
    const text = document.createElementNS(SVG_SPACE, 'text')
    text.setAttribute('x', '8')
    text.setAttribute('y', String((index - lines.length) * LINE_PX + LINE_PX / 2))
    text.setAttribute('fill', color)
    text.setAttribute('font-family', fontFamily)
    text.setAttribute('font-size', '11')
    text.textContent = line
    return text
  })
}

interface Picture {
  text: string
  width: number
  height: number
}

/** The drawing as it looks now, in a file of its own. */
const toPicture = (svg: SVGSVGElement, title: readonly string[]): Picture => {
  const { width, height: drawnHeight } = svg.getBoundingClientRect()
  const height = drawnHeight + TITLE_PX
  const copy = cloneOf(svg)
  keepStyles(svg, copy)
  copy.setAttribute('xmlns', SVG_SPACE)
  copy.setAttribute('viewBox', `0 ${String(-TITLE_PX)} ${String(width)} ${String(height)}`)
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  copy.removeAttribute('style')
  copy.prepend(rectOf(width, height, backgroundOf(svg)), ...titleOf(title))
  return { text: new XMLSerializer().serializeToString(copy), width, height }
}

const TRANSPARENT = 'rgba(0, 0, 0, 0)'

/** That of the nearest element that has one. */
const backgroundOf = (element: Element): string => {
  const { backgroundColor } = getComputedStyle(element)
  if (backgroundColor !== TRANSPARENT || element.parentElement === null) return backgroundColor
  return backgroundOf(element.parentElement)
}

export const downloadSvg = (name: string, svg: SVGSVGElement, title: readonly string[]): void => {
  downloadText(name, SVG_TYPE, toPicture(svg, title).text)
}

export const downloadPng = async (
  name: string,
  svg: SVGSVGElement,
  title: readonly string[],
): Promise<void> => {
  const { text, width, height } = toPicture(svg, title)
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
