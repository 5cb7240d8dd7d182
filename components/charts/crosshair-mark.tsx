import { VerdictMark } from '@/components/ui/verdict-mark'
import type { Verdict } from '@/lib/core/judge'
import type { CellPlace } from './pick-cell'

/** What is said of a cell where it is pointed at. */
export interface CellReadout {
  title: string
  subtitle: string
  value: string
  /** Null where it is not judged. */
  verdict: Verdict | null
  lines: readonly string[]
  /** Null where nothing more is to be said. */
  further: string | null
}

interface CrosshairMarkProps {
  cell: CellPlace
  brush: { from: number; to: number } | null
  rowCount: number
  stepCount: number
  readout: CellReadout
}

const percent = (part: number, whole: number): string => `${String((part / whole) * 100)}%`

/** Lines and a readout over the image, so that pointing paints nothing anew. */
export const CrosshairMark = ({ cell, brush, rowCount, stepCount, readout }: CrosshairMarkProps) => {
  const left = percent(cell.step + 0.5, stepCount)
  const top = percent(cell.place + 0.5, rowCount)
  const isRight = cell.step > stepCount / 2
  const isLow = cell.place > rowCount / 2
  return (
    <>
      <span className="heat-crosshair heat-crosshair-time" style={{ left }} />
      <span className="heat-crosshair heat-crosshair-row" style={{ top }} />
      {brush === null ? null : (
        <span
          className="heat-brush"
          style={{
            left: percent(brush.from, stepCount),
            width: percent(brush.to - brush.from + 1, stepCount),
          }}
        />
      )}
      <div
        className="heat-readout"
        style={{
          left,
          top,
          transform: `translate(${isRight ? 'calc(-100% - 14px)' : '14px'}, ${isLow ? 'calc(-100% - 14px)' : '14px'})`,
        }}
      >
        <p className="heat-readout-node">
          {readout.title}
          {readout.subtitle === '' ? null : <span className="text-muted"> {readout.subtitle}</span>}
        </p>
        <p className="flex items-center gap-1.5 font-semibold">
          {readout.verdict === null ? null : <VerdictMark verdict={readout.verdict} />}
          {readout.value}
        </p>
        {readout.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {readout.further === null ? null : <p className="text-muted">{readout.further}</p>}
      </div>
    </>
  )
}
