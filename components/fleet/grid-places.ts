import type { GridPlace } from './grid-navigation'

export const closest = (target: EventTarget, selector: string): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(selector) : null

export const rowAt = (target: EventTarget): number | null => {
  const row = closest(target, 'tr[data-row]')?.dataset['row']
  return row === undefined ? null : Number(row)
}

/** Links lead where they lead by themselves, also into a new tab. */
export const isInLink = (target: EventTarget): boolean => closest(target, 'a') !== null

export const isPinButton = (target: EventTarget): boolean => closest(target, '[data-pin]') !== null

/** The fragment that leads to the resource of the cell on the node's page. */
export const columnAt = (target: EventTarget): string => {
  const column = closest(target, 'td[data-column]')?.dataset['column']
  return column === undefined ? '' : `#${column}`
}

/** What the column of a cell is sorted by: its reading, its resource, or the name. */
export const sortAt = (target: EventTarget): string => {
  const { column, aspect } = closest(target, 'td[data-column]')?.dataset ?? {}
  if (column === undefined) return 'name'
  return aspect === undefined ? column : `${column}.${aspect}`
}

export const placeAt = (target: EventTarget): GridPlace | null => {
  const stop = closest(target, '[data-stop]')?.dataset['stop']
  const row = rowAt(target)
  return stop === undefined || row === null ? null : { row, stop: Number(stop) }
}
