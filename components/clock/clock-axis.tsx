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
    <AxisRow key={line.title} line={line} isOther={place > 0} widthPx={props.widthPx} />
  ))

/** What a tick's text takes. */
const TEXT_PX = 38

interface AxisRowProps {
  line: AxisLine
  isOther: boolean
  widthPx: number
}

const AxisRow = ({ line: { title, ticks }, isOther, widthPx }: AxisRowProps) => (
  <div className="time-axis clock-axis" data-other={isOther} aria-hidden="true">
    {ticks
      .filter(({ at }) => at * widthPx + TEXT_PX <= widthPx)
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
