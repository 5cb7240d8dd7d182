const FEW_ROWS = 12
const FEW_ROW_PX = 26
const ROW_PX = 16
const MOST_PX = 640
const WALL_PX = 960

/** Rows share what fits on a screen; a few get room for a finger. */
export const plotHeight = (rowCount: number, isTall: boolean): number =>
  rowCount <= FEW_ROWS
    ? rowCount * FEW_ROW_PX
    : Math.max(FEW_ROWS * FEW_ROW_PX, Math.min(rowCount * ROW_PX, isTall ? WALL_PX : MOST_PX))
