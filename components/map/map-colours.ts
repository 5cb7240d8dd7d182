import { paletteBytes, type PaletteTheme } from '@/components/charts/heat-map-palette'
import type { HeatScale } from '@/components/charts/heat-map-scale'
import type { MapColours } from './draw-map'

/** A canvas knows no tokens, so an element of the page says what they are in its theme. */
const resolveToken = (element: HTMLElement, token: string): string => {
  element.style.color = `var(--${token})`
  return getComputedStyle(element).color
}

export const readMapColours = (
  element: HTMLElement,
  theme: PaletteTheme,
  scale: HeatScale | null,
): MapColours => {
  const token = (name: string) => resolveToken(element, name)
  const onWarning = scale !== null && theme === 'light' ? 'ink' : 'bad-ink'
  return {
    verdicts: {
      bad: token('bad-mark'),
      warn: token('warn-mark'),
      ok: token('ok-fill'),
      unmeasured: token('muted'),
      not_applicable: token('line-strong'),
    },
    marks: { bad: token('bad-ink'), warn: token(onWarning) },
    lost: token('lost'),
    scale: scale === null ? null : { of: scale, palette: paletteBytes(scale.kind, theme) },
  }
}
