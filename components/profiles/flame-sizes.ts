export interface FlameSizes {
  rowPx: number
  fontPx: number
  /** Of the fixed-width font. */
  characterPx: number
  /** From the baseline of the text to the end of its row. */
  baselinePx: number
}

export const USUAL_SIZES: FlameSizes = { rowPx: 19, fontPx: 11, characterPx: 6.7, baselinePx: 6 }

/** On a wall. */
export const LARGE_SIZES: FlameSizes = { rowPx: 24, fontPx: 14, characterPx: 8.5, baselinePx: 7.5 }
