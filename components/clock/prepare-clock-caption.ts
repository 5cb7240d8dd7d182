import { formatCount } from '@/lib/core/format-value'
import type { ClockMap } from './prepare-clock'

/** What a column and a line stand for, and what was cut. */
export const describeClock = ({ answer, drawn, cells }: ClockMap, heightPx: number): string => {
  const perLine = cells.rowCount / Math.max(1, Math.min(cells.rowCount, heightPx))
  const parts = [
    `${drawn.title}, each column five minutes of the day`,
    ...(perLine > 1 ? [`each line the highest of about ${String(Math.ceil(perLine * 10) / 10)} nodes`] : []),
    ...(answer.shown < answer.total
      ? [
          `${formatCount(answer.shown)} of ${formatCount(answer.total)} nodes shown, those that stand out most`,
        ]
      : []),
  ]
  return `${parts.join('; ')}. Drag to mark a part of the day, click to see the days of a node.`
}
