import Link from 'next/link'
import type { Window } from '@/lib/core/series'
import { WorstDevices } from './worst-devices'
import type { ExplainLine } from './explain-line'

interface LinesTableProps {
  /** What was explained. */
  window: Window
  lines: readonly ExplainLine[]
  /** What the first column holds, and what the table is of. */
  heading: string
  label: string
  empty: string
}

/** One row each: what, how strongly, and why in one sentence; what is ordinary stays pale. */
export const LinesTable = ({ window, lines, heading, label, empty }: LinesTableProps) =>
  lines.length === 0 ? (
    <p className="text-sm text-muted">{empty}</p>
  ) : (
    <div className="panel overflow-x-auto" tabIndex={0} role="region" aria-label={`${label}, by weight`}>
      <table className="data-table explain-table">
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            <th scope="col">Weight</th>
            <th scope="col">Since</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, title, place, sentence, standsOut, weight, since, devices, href }) => (
            <tr key={key} data-ordinary={!standsOut}>
              <th scope="row">
                <Link className="link" href={href}>
                  {title}
                </Link>
                <span className="explain-place">{place}</span>
              </th>
              <td>
                <meter className="sr-only" min={0} max={1} value={weight} aria-label="Weight" />
                <span className="explain-weight" aria-hidden="true">
                  <i style={{ width: `${String(Math.round(100 * weight))}%` }} />
                </span>
              </td>
              <td className="explain-since">{since}</td>
              <td>
                {sentence}
                {devices === null ? null : <WorstDevices of={devices} window={window} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
