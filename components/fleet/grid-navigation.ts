export interface GridPlace {
  row: number
  /** Position among the places of a row that can be focused. */
  stop: number
}

export interface GridSize {
  rows: number
  stops: number
  /** Rows that fit on the screen: how far PageDown goes. */
  page: number
}

const clamp = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value))

const MOVES: Readonly<Record<string, (place: GridPlace, size: GridSize) => GridPlace>> = {
  ArrowDown: ({ row, stop }) => ({ row: row + 1, stop }),
  ArrowUp: ({ row, stop }) => ({ row: row - 1, stop }),
  ArrowRight: ({ row, stop }) => ({ row, stop: stop + 1 }),
  ArrowLeft: ({ row, stop }) => ({ row, stop: stop - 1 }),
  PageDown: ({ row, stop }, { page }) => ({ row: row + page, stop }),
  PageUp: ({ row, stop }, { page }) => ({ row: row - page, stop }),
  Home: ({ row }) => ({ row, stop: 0 }),
  End: ({ row }, { stops }) => ({ row, stop: stops - 1 }),
}

/** Null for a key that does not move. */
export const moveInGrid = (key: string, place: GridPlace, size: GridSize): GridPlace | null => {
  const move = MOVES[key]
  if (move === undefined || size.rows === 0 || size.stops === 0) return null
  const to = move(place, size)
  return { row: clamp(to.row, size.rows), stop: clamp(to.stop, size.stops) }
}
