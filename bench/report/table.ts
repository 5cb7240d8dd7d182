export interface Table {
  title: string
  /** What a reader has to know to read the figures. */
  notes: readonly string[]
  columns: readonly string[]
  rows: readonly (readonly string[])[]
}

/** Markdown, padded so that it reads as plain text too. */
export function renderTable({ title, notes, columns, rows }: Table): string {
  const widths = columns.map((column, at) =>
    Math.max(3, column.length, ...rows.map((row) => (row[at] ?? '').length)),
  )
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, at) => (cells[at] ?? '').padEnd(width)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  const table = [line(columns), rule, ...rows.map(line)].join('\n')
  return [`### ${title}`, ...notes, table].join('\n\n')
}
