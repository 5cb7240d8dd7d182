import type { HealthFigure } from './prepare-collectors'

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
