import type { Key, ReactNode } from 'react'

export interface TableColumn<Row> {
  /** Names the column; no two have the same. */
  title: string
  /** What is written above the column where it is more than its title. */
  heading?: ReactNode
  isNumber?: boolean
  /** In which way the rows are in the order of this column. */
  sorted?: 'ascending' | 'descending' | undefined
  /** Of its cells. */
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
  isOpen?: (row: Row) => boolean
  size?: 'text-xs' | 'text-sm'
  /** Of the frame in which the table scrolls. */
  className?: string
}

/** Rows of one kind under headings, in a frame that scrolls by keyboard too. */
export const DataTable = <Row,>(props: DataTableProps<Row>) => {
  const { label, columns, rows, keyOf, isOpen, size = 'text-xs', className = 'panel overflow-x-auto' } = props
  const named = props.namedBy ?? columns[0]?.title
  return (
    <div className={className} tabIndex={0} role="region" aria-label={label}>
      <table className={`data-table ${size}`}>
        <thead>
          <tr>
            {columns.map(({ title, heading, isNumber = false, sorted }) => (
              <th key={title} scope="col" className={isNumber ? 'number' : undefined} aria-sort={sorted}>
                {heading ?? title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} data-open={isOpen?.(row)}>
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
