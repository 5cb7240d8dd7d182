import { VerdictMark } from '@/components/ui/verdict-mark'
import type { CellPlace } from './pick-cell'
import type { HeatReadout } from './prepare-readout'

interface CrosshairMarkProps {
  cell: CellPlace
  brush: { from: number; to: number } | null
  rowCount: number
  stepCount: number
  readout: HeatReadout
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
          {readout.node}
          {readout.group === '' ? null : <span className="text-muted"> {readout.group}</span>}
        </p>
        <p className="flex items-center gap-1.5 font-semibold">
          <VerdictMark verdict={readout.verdict} />
          {readout.value}
        </p>
        <p>{readout.time}</p>
        {readout.fleet === null ? null : <p className="text-muted">{readout.fleet}</p>}
      </div>
    </>
  )
}
