import { DataTable, type TableColumn } from '@/components/ui/data-table'
import type { DiskRow } from './prepare-collectors'

const COLUMNS: readonly TableColumn<DiskRow>[] = [
  { title: 'Table', cell: ({ table }) => <code>{table}</code> },
  { title: 'Holds', className: 'min-w-40 text-muted', cell: ({ holds }) => holds },
  { title: 'Size', isNumber: true, cell: ({ size }) => size },
  { title: 'A day', isNumber: true, cell: ({ perDay }) => perDay },
  { title: 'Reaches back', isNumber: true, cell: ({ keeps }) => keeps },
  {
    title: 'Share',
    headClassName: 'w-1/3',
    cell: ({ share }) => (
      <>
        <span className="share-bar" style={{ width: `${String(Math.max(0.5, share * 100))}%` }} />
        <span className="sr-only">{Math.round(share * 100)} %</span>
      </>
    ),
  },
]

export const DiskTable = ({ rows }: { rows: readonly DiskRow[] }) => (
  <DataTable
    label="Disk use by table"
    size="text-sm"
    columns={COLUMNS}
    rows={rows}
    keyOf={({ table }) => table}
  />
)
