import { formatDuration } from '@/components/ui/format-time'
import { formatBytes, formatCount, formatCounted, formatShort } from '@/lib/core/format-value'
import { LATE_AFTER_MS } from '@/components/ui/prepare-live-status'
import type { Collector, CollectorsAnswer } from '@/lib/contract/collectors'
import { TABLE_CONTENTS } from './table-contents'

const SILENT_AFTER_MS = 300_000
const LAGGING_AFTER_MS = 60_000

export interface RefusalRow {
  reason: string
  count: string
  example: string
  ago: string
}

export interface SenderRow {
  id: number
  name: string
  protocol: string
  userAgent: string
  health: 'ok' | 'warn'
  healthText: string
  nodes: string
  series: string
  rate: string
  lag: string
  accepted: string
  lastSeen: string
  refusals: RefusalRow[]
}

const ago = (atMs: number, nowMs: number): string => `${formatDuration(nowMs - atMs)} ago`

/** What to look at first; empty while the sender is as it should be. */
const healthText = (sender: Collector, nowMs: number): string => {
  if (nowMs - sender.lastSeenMs > SILENT_AFTER_MS) return 'silent'
  if (sender.lagMs !== null && sender.lagMs > LAGGING_AFTER_MS) return 'behind'
  const isRefused = sender.refusals.some(({ lastMs }) => nowMs - lastMs < SILENT_AFTER_MS)
  return isRefused ? 'partly refused' : ''
}

export const prepareSenders = ({ senders, nowMs }: CollectorsAnswer): SenderRow[] =>
  [...senders]
    .sort((one, other) => other.lastSeenMs - one.lastSeenMs || one.id - other.id)
    .map((sender) => {
      const text = healthText(sender, nowMs)
      return {
        id: sender.id,
        name: sender.name,
        protocol: sender.protocol,
        userAgent: sender.userAgent,
        health: text === '' ? 'ok' : 'warn',
        healthText: text === '' ? 'ok' : text,
        nodes: formatCount(sender.nodes),
        series: formatCount(sender.series),
        rate:
          sender.samplesPerSecond === null ? 'not known yet' : formatShort(sender.samplesPerSecond, 'items'),
        lag: sender.lagMs === null ? 'not known yet' : formatDuration(sender.lagMs),
        accepted: formatShort(sender.accepted, 'items'),
        lastSeen: ago(sender.lastSeenMs, nowMs),
        refusals: sender.refusals.map(({ reason, count, example, lastMs }) => ({
          reason,
          count: formatCount(count),
          example,
          ago: ago(lastMs, nowMs),
        })),
      }
    })

export interface HealthFigure {
  id: string
  title: string
  value: string
  note: string
  isLate: boolean
}

const rollNote = (rollers: number, isLate: boolean): string => {
  if (rollers === 0) return 'No roller is connected to the database, so screens stand still.'
  return isLate
    ? 'Screens are this far behind what was received.'
    : 'Between a sample being received and shown.'
}

const rollFigure = ({ roll, nowMs }: CollectorsAnswer): HealthFigure => {
  const lagMs = roll.asOfMs === null ? null : nowMs - roll.asOfMs
  const isLate = roll.rollers === 0 || (lagMs !== null && lagMs > LATE_AFTER_MS)
  return {
    id: 'roll',
    title: 'Roll lag',
    value: lagMs === null ? 'nothing yet' : formatDuration(lagMs),
    note: rollNote(roll.rollers, isLate),
    isLate,
  }
}

const catchUpFigure = ({ roll }: CollectorsAnswer): HealthFigure => {
  const groups = formatCounted(roll.groups, 'node group')
  const shared = roll.rollers > 1 ? ` that ${formatCount(roll.rollers)} rollers share` : ''
  return {
    id: 'waiting',
    title: 'Waiting to be rolled',
    value: formatCount(roll.waitingEntries),
    note: `Batches received, over ${groups}${shared}. After a pause this falls to zero as the server catches up.`,
    isLate: false,
  }
}

const diskFigure = ({ disk }: CollectorsAnswer): HealthFigure => ({
  id: 'disk',
  title: 'Disk use',
  value: formatBytes(disk.totalBytes),
  note: 'All tables of the database with their indexes.',
  isLate: false,
})

export const prepareServerHealth = (answer: CollectorsAnswer): HealthFigure[] => [
  rollFigure(answer),
  catchUpFigure(answer),
  diskFigure(answer),
]

export interface DiskRow {
  table: string
  holds: string
  size: string
  perDay: string
  keeps: string
  share: number
}

/** The largest tables; together they are what decides how long data can be kept. */
const MOST_TABLES = 7

type TableUse = CollectorsAnswer['disk']['tables'][number]

export const prepareDiskRows = ({ disk, nowMs }: CollectorsAnswer): DiskRow[] => {
  const shareOf = (bytes: number): number => (disk.totalBytes === 0 ? 0 : bytes / disk.totalBytes)
  const toRow = ({ table, bytes, bytesPerDay, keptSinceMs }: TableUse): DiskRow => ({
    table,
    holds: TABLE_CONTENTS[table] ?? '',
    size: formatBytes(bytes),
    perDay: bytesPerDay === null ? '' : formatBytes(bytesPerDay),
    keeps: keptSinceMs === null ? '' : formatDuration(nowMs - keptSinceMs),
    share: shareOf(bytes),
  })
  const rest = disk.tables.slice(MOST_TABLES)
  const rows = disk.tables.slice(0, MOST_TABLES).map(toRow)
  if (rest.length === 0) return rows
  const bytes = rest.reduce((sum, table) => sum + table.bytes, 0)
  const holds = rest.map(({ table }) => table).join(', ')
  const others = { table: `${String(rest.length)} more`, holds, size: formatBytes(bytes) }
  return [...rows, { ...others, perDay: '', keeps: '', share: shareOf(bytes) }]
}
