import { prepareClockAxis, type AxisLine } from './prepare-clock-axis'
import { otherZone } from './zones'

interface ClockAxisProps {
  zone: string
  fromMs: number
  toMs: number
  widthPx: number
}

export const ClockAxis = (props: ClockAxisProps) =>
  prepareClockAxis({ ...props, other: otherZone(props.zone) }).map((line, place) => (
    <AxisRow key={line.title} line={line} isOther={place > 0} />
  ))

/** Room for the text of a tick, as a share of the axis. */
const LAST_TICK = 0.97

const AxisRow = ({ line: { title, ticks }, isOther }: { line: AxisLine; isOther: boolean }) => (
  <div className="time-axis clock-axis" data-other={isOther} aria-hidden="true">
    {ticks
      .filter(({ at }) => at <= LAST_TICK)
      .map(({ text, at }) => (
        <span key={text} style={{ left: `${String(at * 100)}%` }}>
          {text}
        </span>
      ))}
    <span className="time-axis-zone" title={title}>
      {title}
    </span>
  </div>
)
