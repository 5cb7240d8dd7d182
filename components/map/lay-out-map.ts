/** A group of nodes as a block of dots under its title. */
export interface MapBlock {
  /** Of its first dot among all. */
  first: number
  count: number
  columns: number
  x: number
  /** Of its title; the dots begin below. */
  y: number
  widthPx: number
}

export interface MapLayout {
  /** From one dot to the next. */
  pitchPx: number
  blocks: MapBlock[]
  heightPx: number
}

const TITLE_PX = 20
const BLOCK_GAP_PX = 16
const NARROWEST_BLOCK_PX = 120
/** From a dot with a mark in it to one of a fleet of tens of thousands. */
const PITCHES_PX = [90, 72, 60, 48, 38, 30, 24, 19, 15, 12, 10, 8, 7, 6, 5, 4]

/** Wider than high, so that blocks share a shelf. */
const columnsFor = (count: number, pitchPx: number, widthPx: number): number => {
  const most = Math.max(1, Math.floor(widthPx / pitchPx))
  const least = Math.min(most, Math.ceil(NARROWEST_BLOCK_PX / pitchPx))
  return Math.min(most, Math.max(least, Math.ceil(Math.sqrt(count * 2.5))))
}

const rowsOf = ({ count, columns }: Pick<MapBlock, 'count' | 'columns'>): number => Math.ceil(count / columns)

/** Blocks from left to right on shelves, each shelf as high as its highest block. */
const layOutWith = (pitchPx: number, counts: readonly number[], widthPx: number): MapLayout => {
  const isAlone = counts.length === 1
  const blocks: MapBlock[] = []
  let [x, y, shelfPx, first] = [0, 0, 0, 0]
  for (const count of counts) {
    const columns = isAlone ? Math.max(1, Math.floor(widthPx / pitchPx)) : columnsFor(count, pitchPx, widthPx)
    const blockPx = columns * pitchPx
    if (x > 0 && x + blockPx > widthPx) {
      y += shelfPx + BLOCK_GAP_PX
      x = 0
      shelfPx = 0
    }
    blocks.push({ first, count, columns, x, y, widthPx: blockPx })
    shelfPx = Math.max(shelfPx, TITLE_PX + rowsOf({ count, columns }) * pitchPx)
    x += blockPx + BLOCK_GAP_PX
    first += count
  }
  return { pitchPx, blocks, heightPx: y + shelfPx }
}

/** The largest dots with which all groups fit; the smallest where none do. */
export const layOutMap = (counts: readonly number[], widthPx: number, heightPx: number): MapLayout => {
  for (const pitchPx of PITCHES_PX) {
    const layout = layOutWith(pitchPx, counts, widthPx)
    if (layout.heightPx <= heightPx) return layout
  }
  return layOutWith(PITCHES_PX.at(-1) ?? 1, counts, widthPx)
}

export const dotPlace = (
  { pitchPx }: MapLayout,
  { x, y, columns }: MapBlock,
  place: number,
): { x: number; y: number } => ({
  x: x + (place % columns) * pitchPx,
  y: y + TITLE_PX + Math.floor(place / columns) * pitchPx,
})

/** The dot at a point; null between them. */
export const dotAt = ({ pitchPx, blocks }: MapLayout, x: number, y: number): number | null => {
  for (const block of blocks) {
    const column = Math.floor((x - block.x) / pitchPx)
    const row = Math.floor((y - block.y - TITLE_PX) / pitchPx)
    if (column < 0 || column >= block.columns || row < 0) continue
    const place = row * block.columns + column
    if (place < block.count) return block.first + place
  }
  return null
}

export const blockOfDot = ({ blocks }: MapLayout, dot: number): MapBlock | null =>
  blocks.find(({ first, count }) => dot >= first && dot < first + count) ?? null

/** Where a key moves to; null for any other key. The first key points at the first dot. */
export const moveDot = (layout: MapLayout, from: number | null, key: string): number | null => {
  const last = (layout.blocks.at(-1)?.first ?? 0) + (layout.blocks.at(-1)?.count ?? 0) - 1
  const block = from === null ? null : blockOfDot(layout, from)
  const columns = block?.columns ?? 1
  const groupStart = (offset: number): number =>
    layout.blocks[layout.blocks.findIndex((known) => known === block) + offset]?.first ?? from ?? 0
  const moves: Readonly<Record<string, () => number>> = {
    ArrowLeft: () => (from ?? 0) - 1,
    ArrowRight: () => (from ?? 0) + 1,
    ArrowUp: () => (from ?? 0) - columns,
    ArrowDown: () => (from ?? 0) + columns,
    PageUp: () => groupStart(-1),
    PageDown: () => groupStart(1),
    Home: () => 0,
    End: () => last,
  }
  const move = moves[key]
  if (move === undefined || last < 0) return null
  return from === null ? 0 : Math.min(last, Math.max(0, move()))
}
