import type { DiskRow, HealthFigure } from './prepare-collectors'

export const ServerHealth = ({ figures }: { figures: readonly HealthFigure[] }) => (
  <dl className="grid gap-3 sm:grid-cols-3">
    {figures.map(({ id, title, value, note, isLate }) => (
      <div key={id} className="panel health-figure" data-late={isLate}>
        <dt className="text-sm text-muted">{title}</dt>
        <dd className="text-2xl font-semibold tracking-tight tabular-nums">{value}</dd>
        <dd className="text-xs text-muted">{note}</dd>
      </div>
    ))}
  </dl>
)

export const DiskTable = ({ rows }: { rows: readonly DiskRow[] }) => (
  <div className="panel relative overflow-x-auto" tabIndex={0} role="region" aria-label="Disk use by table">
    <table className="data-table text-sm">
      <thead>
        <tr>
          <th scope="col">Table</th>
          <th scope="col">Holds</th>
          <th scope="col" className="number">
            Size
          </th>
          <th scope="col" className="number">
            A day
          </th>
          <th scope="col" className="number">
            Reaches back
          </th>
          <th scope="col" className="w-1/3">
            Share
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ table, holds, size, perDay, keeps, share }) => (
          <tr key={table}>
            <th scope="row">
              <code>{table}</code>
            </th>
            <td className="text-muted">{holds}</td>
            <td className="number">{size}</td>
            <td className="number">{perDay}</td>
            <td className="number">{keeps}</td>
            <td>
              <span className="share-bar" style={{ width: `${String(Math.max(0.5, share * 100))}%` }} />
              <span className="sr-only">{Math.round(share * 100)} %</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
