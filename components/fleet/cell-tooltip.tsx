'use client'

import { VerdictMark } from '@/components/ui/verdict-mark'
import type { AspectDetail } from './prepare-cell-detail'

export interface TooltipAnchor {
  left: number
  top: number
  bottom: number
}

interface CellTooltipProps {
  id: string
  heading: string
  details: readonly AspectDetail[]
  anchor: TooltipAnchor
}

const WIDTH = 380
const HEIGHT = 300

/** Below the cell while there is room, else above it; never outside the screen. */
const place = ({ left, top, bottom }: TooltipAnchor) => {
  const fitsBelow = bottom + HEIGHT < window.innerHeight
  return {
    left: Math.max(8, Math.min(left, window.innerWidth - WIDTH - 8)),
    ...(fitsBelow ? { top: bottom + 6 } : { bottom: window.innerHeight - top + 6 }),
  }
}

export const CellTooltip = ({ id, heading, details, anchor }: CellTooltipProps) => (
  <div id={id} role="tooltip" className="cell-tooltip" style={{ ...place(anchor), maxWidth: WIDTH }}>
    <p className="truncate font-semibold">{heading}</p>
    <dl className="grid gap-2">
      {details.map((detail) => (
        <div key={detail.aspect} className="grid gap-0.5">
          <dt className="flex items-baseline gap-1.5">
            <VerdictMark verdict={detail.verdict} />
            <span className="shrink-0 font-medium capitalize">{detail.aspect}</span>
            <span className="shrink-0 text-muted">{detail.word}</span>
            <span className="ml-auto min-w-0 truncate text-muted">{detail.title}</span>
          </dt>
          {detail.values.length === 0 ? null : (
            <dd className="flex flex-wrap gap-x-3 pl-4 tabular-nums">
              {detail.values.map(({ name, text, isJudged }) => (
                <span key={name} className={isJudged ? 'font-semibold' : 'text-muted'}>
                  {name} {text}
                </span>
              ))}
            </dd>
          )}
          <dd className="pl-4 text-muted">{detail.note}</dd>
        </div>
      ))}
    </dl>
  </div>
)
