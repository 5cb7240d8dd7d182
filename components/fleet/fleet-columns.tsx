import type { FleetColumn } from './prepare-fleet-columns'

/** Widths live in CSS, so a wall screen gets wider columns than a desk. */
export const FleetColumns = ({ columns }: { columns: readonly FleetColumn[] }) => (
  <colgroup>
    <col className="col-name" />
    <col className="col-worst" />
    {columns.map((column) =>
      column.isCollapsed ? (
        <col key={column.id} className="col-strip" />
      ) : (
        column.readings.map(({ aspect, width }) => (
          <col key={`${column.id} ${aspect}`} className={`col-${width}`} />
        ))
      ),
    )}
  </colgroup>
)
