import type { SteppedWindow } from './window-step'

/** Values held at once, so that a week of a large fleet needs no more memory than an hour of a small one. */
const VALUES_AT_ONCE = 8_000_000

/** Of how many metrics the nodes' values in the window are read together. */
export const metricsAtOnce = ({ window, stepMs }: SteppedWindow, nodeCount: number): number => {
  const valuesPerMetric = Math.max(1, nodeCount * ((window.toMs - window.fromMs) / stepMs))
  return Math.max(1, Math.floor(VALUES_AT_ONCE / valuesPerMetric))
}

export const inParts = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, part) =>
    items.slice(part * size, (part + 1) * size),
  )
