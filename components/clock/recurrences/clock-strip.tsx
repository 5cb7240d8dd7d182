import type { StripPart } from './prepare-recurrence'

const HOURS = [0, 6, 12, 18, 24]

/** A day from midnight to midnight, and where on it something lies. */
export const ClockStrip = ({ parts }: { parts: readonly StripPart[] }) => (
  <div className="recurrence-strip" aria-hidden="true">
    <div className="recurrence-strip-day">
      {parts.map(({ from, width }) => (
        <span key={from} style={{ left: `${String(from * 100)}%`, width: `${String(width * 100)}%` }} />
      ))}
    </div>
    <div className="recurrence-strip-hours">
      {HOURS.map((hour) => (
        <span key={hour}>{hour}</span>
      ))}
    </div>
  </div>
)
