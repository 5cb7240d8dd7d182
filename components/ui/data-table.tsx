import type { Key, ReactNode } from 'react'

export interface TableColumn<Row> {
  /** Names the column; no two have the same. */
  title: string
  /** What is written above the column where it is more than its title. */
  heading?: ReactNode
  /** Orders the rows by this column; its heading is a button then. */
  onSort?: (() => void) | undefined
  isNumber?: boolean
  /** In which way the rows are in the order of this column. */
  sorted?: 'ascending' | 'descending' | undefined
  /** Of its heading, and of its cells. */
  headClassName?: string
  className?: string | ((row: Row) => string)
  cell: (row: Row) => ReactNode
}

interface DataTableProps<Row> {
  /** What the table is of, for those who hear it. */
  label: string
  columns: readonly TableColumn<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => Key
  /** The title of the column that names a row; the first one where it is left out. */
  namedBy?: string
  /** Sets a row apart, for the style sheet. */
  markOf?: (row: Row) => string | undefined
  size?: 'text-xs' | 'text-sm' | 'text-base'
  /** Of the frame in which the table scrolls, and of the table. */
  className?: string
  tableClassName?: string
}

/** Rows of one kind under headings, in a frame that scrolls by keyboard too. */
export const DataTable = <Row,>(props: DataTableProps<Row>) => {
  const { label, columns, rows, keyOf, markOf, size = 'text-xs' } = props
  const { className = 'panel overflow-x-auto', tableClassName = '' } = props
  const named = props.namedBy ?? columns[0]?.title
  return (
    <div className={className} tabIndex={0} role="region" aria-label={label}>
      <table className={`data-table ${size} ${tableClassName}`.trim()}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.title} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} data-mark={markOf?.(row)}>
              {columns.map((column) => (
                <Cell key={column.title} column={column} row={row} isName={column.title === named} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const ARROWS = { ascending: ' ▴', descending: ' ▾' }

const Heading = <Row,>({ column }: { column: TableColumn<Row> }) => {
  const { title, heading, isNumber = false, sorted, onSort, headClassName = '' } = column
  return (
    <th
      scope="col"
      className={`${isNumber ? 'number' : ''} ${headClassName}`.trim() || undefined}
      aria-sort={sorted}
    >
      {onSort === undefined ? (
        (heading ?? title)
      ) : (
        <button type="button" className="table-sort" onClick={onSort}>
          {title}
          {sorted === undefined ? null : <span aria-hidden="true">{ARROWS[sorted]}</span>}
        </button>
      )}
    </th>
  )
}

interface CellProps<Row> {
  column: TableColumn<Row>
  row: Row
  isName: boolean
}

const Cell = <Row,>({ column: { cell, isNumber = false, className = '' }, row, isName }: CellProps<Row>) => {
  const own = typeof className === 'string' ? className : className(row)
  const classes = `${isNumber ? 'number' : ''} ${own}`.trim() || undefined
  return isName ? (
    <th scope="row" className={classes}>
      {cell(row)}
    </th>
  ) : (
    <td className={classes}>{cell(row)}</td>
  )
}
