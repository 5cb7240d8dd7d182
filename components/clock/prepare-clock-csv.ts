import type { CsvCell } from '@/components/ui/download-csv'
import type { ClockBandAnswer } from '@/lib/contract/clock-band'
import { printMinute } from '@/lib/contract/clock-band-text'
import { BINS_PER_DAY } from '@/lib/core/local-days'
import type { ClockMap, DrawnCells } from './prepare-clock'
import type { DaysMap } from './prepare-days'

const BIN_MINUTES = 5

const binHeadings = (): string[] =>
  Array.from({ length: BINS_PER_DAY }, (_, bin) => printMinute(bin * BIN_MINUTES))

const binCells = ({ cells }: DrawnCells, row: number): CsvCell[] =>
  Array.from(cells.values.subarray(row * BINS_PER_DAY, (row + 1) * BINS_PER_DAY), (value) =>
    value === value ? value : null,
  )

/** A row for each node in this order, a column for each five minutes of the clock. */
export const prepareClockCsv = (map: ClockMap, order: Int32Array): CsvCell[][] => [
  ['node', 'cluster', 'group', 'threshold', ...binHeadings()],
  ...Array.from(order, (row): CsvCell[] => {
    const node = map.answer.nodes[row]
    const head = [node?.name ?? '', node?.cluster ?? '', node?.group ?? '', node?.threshold ?? null]
    return [...head, ...binCells(map, row)]
  }),
]

/** A row for each day, a column for each five minutes of the clock. */
export const prepareDaysCsv = (map: DaysMap): CsvCell[][] => [
  ['date', ...binHeadings()],
  ...map.answer.days.map(({ date }, day): CsvCell[] => [date, ...binCells(map, day)]),
]

/** The nodes of a part of the day that were answered. */
export const bandNodeCsvRows = ({ nodes }: ClockBandAnswer): CsvCell[][] => [
  ['node', 'cluster', 'days above', 'days', 'highest', 'threshold'],
  ...nodes.map(({ name, cluster, seen, of, highest, threshold }) => [
    name,
    cluster,
    seen,
    of,
    highest,
    threshold,
  ]),
]

/** What happened in a part of the day, by name. */
export const bandEventCsvRows = ({ events }: ClockBandAnswer): CsvCell[][] => [
  ['event', 'source', 'kind', 'days', 'nodes', 'times'],
  ...events.map(({ name, source, kind, days, nodes, count }) => [name, source, kind, days, nodes, count]),
]
