'use client'

import type { FleetSort } from '@/lib/contract/fleet'
import type { FleetColumn } from './prepare-fleet-columns'
import { ReadingHeading } from './reading-heading'

interface FleetTableHeaderProps {
  columns: readonly FleetColumn[]
  sort: FleetSort
  onSort: (sort: FleetSort) => void
}

export const FleetTableHeader = ({ columns, sort, onSort }: FleetTableHeaderProps) => (
  <thead>
    <tr aria-rowindex={1}>
      <th
        scope="col"
        rowSpan={2}
        className="fleet-name"
        aria-sort={sort === 'name' ? 'ascending' : undefined}
      >
        <SortButton
          text="Node"
          hint="sort by name"
          mark={sort === 'name' ? '▴' : ''}
          sort="name"
          onSort={onSort}
        />
      </th>
      <th
        scope="col"
        rowSpan={2}
        className="fleet-worst"
        aria-sort={sort === 'worst' ? 'descending' : undefined}
      >
        <SortButton
          text="Worst"
          hint="sort worst first"
          mark={sort === 'worst' ? '▾' : ''}
          sort="worst"
          onSort={onSort}
        />
      </th>
      {columns.map((column) =>
        column.isCollapsed ? (
          <th
            key={column.id}
            scope="col"
            rowSpan={2}
            className="strip-heading group-start"
            title={column.title}
          >
            <span>{column.shortTitle}</span>
            <span className="sr-only"> measured on no node</span>
          </th>
        ) : (
          <th
            key={column.id}
            scope="colgroup"
            colSpan={column.readings.length}
            className="group-start text-center"
            title={column.title}
            aria-sort={sort === column.id ? 'descending' : undefined}
          >
            <SortButton
              text={column.shortTitle}
              hint={`sort by ${column.title}, worst first`}
              mark={sort === column.id ? '▾' : ''}
              sort={column.id}
              onSort={onSort}
            />
          </th>
        ),
      )}
    </tr>
    <tr aria-rowindex={2}>
      {columns
        .filter(({ isCollapsed }) => !isCollapsed)
        .flatMap((column) =>
          column.readings.map((reading, at) => (
            <ReadingHeading
              key={`${column.id} ${reading.aspect}`}
              title={column.title}
              reading={reading}
              isFirst={at === 0}
            />
          )),
        )}
    </tr>
  </thead>
)

interface SortButtonProps {
  text: string
  hint: string
  mark: string
  sort: FleetSort
  onSort: (sort: FleetSort) => void
}

const SortButton = ({ text, hint, mark, sort, onSort }: SortButtonProps) => (
  <button
    type="button"
    className="sort-button"
    title={hint}
    onClick={() => {
      onSort(sort)
    }}
  >
    <span className="truncate">{text}</span>
    <span className="sr-only">, {hint}</span>
    <span aria-hidden="true">{mark}</span>
  </button>
)
