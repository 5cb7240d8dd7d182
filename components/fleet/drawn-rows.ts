'use client'

import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { useEffect, type RefObject } from 'react'
import { useMedia } from '@/components/ui/media'

const ROW_PX = 30
const WALL_ROW_PX = 38
/** Rows drawn beyond either edge, so that scrolling meets drawn rows. */
const OVERSCAN = 8
/** So near to the end more rows are asked for. */
const NEAR_END_ROWS = 40

interface DrawnRowsInput {
  scroller: RefObject<HTMLElement | null>
  count: number
  /** There are more rows than these, and they are not being fetched yet. */
  isCut: boolean
  onNearEnd: () => void
}

interface DrawnRows {
  items: VirtualItem[]
  /** The room of the rows that are not drawn. */
  beforePx: number
  afterPx: number
  /** Rows that fit on the screen. */
  page: number
  scrollToRow: (row: number) => void
}

/** Of thousands of rows only those near the screen are drawn. */
export const useDrawnRows = ({ scroller, count, isCut, onNearEnd }: DrawnRowsInput): DrawnRows => {
  const rowPx = useMedia('(min-width: 2200px)') ? WALL_ROW_PX : ROW_PX
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: OVERSCAN,
    useFlushSync: false,
  })
  useEffect(() => {
    virtualizer.measure()
  }, [virtualizer, rowPx])

  const items = virtualizer.getVirtualItems()
  const last = items.at(-1)
  const isNearEnd = isCut && last !== undefined && last.index >= count - NEAR_END_ROWS
  useEffect(() => {
    if (isNearEnd) onNearEnd()
  }, [isNearEnd, onNearEnd])

  return {
    items,
    beforePx: items[0]?.start ?? 0,
    afterPx: virtualizer.getTotalSize() - (last?.end ?? 0),
    page: Math.max(1, items.length - 2 * OVERSCAN),
    scrollToRow: (row) => {
      virtualizer.scrollToIndex(row)
    },
  }
}
