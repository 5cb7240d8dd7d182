'use client'

import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { useEffect, type RefObject } from 'react'
import { useWall } from '@/components/ui/media'

const ROW_PX = 30
const WALL_ROW_PX = 38
/** Rows drawn beyond either edge, so that scrolling meets drawn rows. */
const OVERSCAN = 8
interface DrawnRowsInput {
  scroller: RefObject<HTMLElement | null>
  count: number
}

interface DrawnRows {
  items: VirtualItem[]
  first: number
  /** The room of the rows that are not drawn. */
  beforePx: number
  afterPx: number
  /** Rows that fit on the screen. */
  page: number
  scrollToRow: (row: number) => void
}

/** Of thousands of rows only those near the screen are drawn. */
export const useDrawnRows = ({ scroller, count }: DrawnRowsInput): DrawnRows => {
  const rowPx = useWall() ? WALL_ROW_PX : ROW_PX
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
  return {
    items,
    first: items[0]?.index ?? 0,
    beforePx: items[0]?.start ?? 0,
    afterPx: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
    page: Math.max(1, items.length - 2 * OVERSCAN),
    scrollToRow: (row) => {
      virtualizer.scrollToIndex(row)
    },
  }
}
