'use client'

import type { FleetSort } from '@/lib/contract/fleet-sort'
import type { Comparison } from '@/lib/contract/view-choices'
import type { FleetColumn } from './prepare-fleet-columns'
import { ReadingHeading } from './reading-heading'

interface FleetTableHeaderProps {
  columns: readonly FleetColumn[]
  sort: FleetSort
  compare: Comparison
  onSort: (sort: FleetSort) => void
}

/** Columns of the node itself, before those of its resources. */
const OWN_HEADINGS = [
  {
    by: 'name',
    className: 'fleet-name',
    text: 'Node',
    hint: 'sort by name',
    direction: 'ascending',
    mark: '▴',
  },
  {
    by: 'worst',
    className: 'fleet-worst',
    text: 'Worst',
    hint: 'sort worst first',
    direction: 'descending',
    mark: '▾',
  },
] as const

export const FleetTableHeader = ({ columns, sort, compare, onSort }: FleetTableHeaderProps) => (
  <thead>
    <tr aria-rowindex={1}>
      {OWN_HEADINGS.map(({ by, className, text, hint, direction, mark }) => (
        <th
          key={by}
          scope="col"
          rowSpan={2}
          className={className}
          aria-sort={sort === by ? direction : undefined}
        >
          <SortButton
            text={text}
            hint={hint}
            mark={sort === by ? mark : ''}
            sort={by}
            onSort={onSort}
            isTabStop
          />
        </th>
      ))}
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
              isTabStop={false}
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
              resource={column.id}
              title={column.title}
              reading={reading}
              isFirst={at === 0}
              isCompared={compare !== ''}
              sort={sort}
              onSort={onSort}
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
  /** The key S sorts by a column too, so that there need not be a stop for each. */
  isTabStop: boolean
}

const SortButton = ({ text, hint, mark, sort, onSort, isTabStop }: SortButtonProps) => (
  <button
    type="button"
    className="sort-button"
    tabIndex={isTabStop ? 0 : -1}
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
