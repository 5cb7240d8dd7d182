import { DataTable, type TableColumn } from '@/components/ui/data-table'
import { VerdictMark } from '@/components/ui/verdict-mark'
import type { RefusalRow, SenderRow } from './prepare-collectors'

const COLUMNS: readonly TableColumn<SenderRow>[] = [
  { title: 'Sender', cell: (sender) => <Sender sender={sender} /> },
  { title: 'Protocol', className: 'whitespace-nowrap', cell: ({ protocol }) => protocol },
  {
    title: 'State',
    className: 'whitespace-nowrap',
    cell: ({ health, healthText }) => (
      <span className="inline-flex items-center gap-1.5">
        <VerdictMark verdict={health} />
        {healthText}
      </span>
    ),
  },
  { title: 'Nodes', isNumber: true, cell: ({ nodes }) => nodes },
  { title: 'Series', isNumber: true, cell: ({ series }) => series },
  { title: 'Samples/s', isNumber: true, cell: ({ rate }) => rate },
  { title: 'Lag', isNumber: true, cell: ({ lag }) => lag },
  { title: 'Accepted', isNumber: true, cell: ({ accepted }) => accepted },
  { title: 'Last seen', isNumber: true, cell: ({ lastSeen }) => lastSeen },
  { title: 'Refused', cell: ({ refusals }) => <Refusals refusals={refusals} /> },
]

export const SenderTable = ({ senders }: { senders: readonly SenderRow[] }) => (
  <DataTable label="Senders" size="text-sm" columns={COLUMNS} rows={senders} keyOf={({ id }) => id} />
)

const Sender = ({ sender: { name, userAgent } }: { sender: SenderRow }) => (
  <>
    <span className="break-all whitespace-normal">{name}</span>
    <span className="block max-w-64 truncate text-xs font-normal text-muted" title={userAgent}>
      {userAgent}
    </span>
  </>
)

const Refusals = ({ refusals }: { refusals: readonly RefusalRow[] }) =>
  refusals.length === 0 ? (
    <span className="text-muted">nothing</span>
  ) : (
    <ul className="grid gap-1">
      {refusals.map(({ reason, count, example, ago }) => (
        <li key={reason}>
          <span className="font-medium">{count}</span> {reason}, last {ago}
          <code className="block text-xs text-muted [overflow-wrap:anywhere]">{example}</code>
        </li>
      ))}
    </ul>
  )
