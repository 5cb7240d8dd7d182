import type { Labels } from '@/lib/core/series'
import { counter, gauge, type AgentSeries } from '../agent-series'
import { linesOf, wordsOf } from './lines'
import { toWhole } from './numbers'

/** Partitions repeat their disk, and loop and ram devices hold no hardware of their own. */
const IGNORED = /^(?:(?:z?ram|loop|fd|(?:h|s|v|xv)d[a-z]+|nvme\d+n\d+p|mmcblk\d+p)\d+)$/

/** The kernel counts sectors of 512 bytes whatever the device's own sector is. */
const SECTOR_BYTES = 512

type Column = (value: number, labels: Labels) => AgentSeries

const events =
  (name: string): Column =>
  (value, labels) =>
    counter(`node_disk_${name}_total`, labels, value)
const bytes =
  (name: string): Column =>
  (sectors, labels) =>
    counter(`node_disk_${name}_bytes_total`, labels, sectors * SECTOR_BYTES)
const seconds =
  (name: string): Column =>
  (milliseconds, labels) =>
    counter(`node_disk_${name}_seconds_total`, labels, milliseconds / 1000)

/** The columns of a line after major, minor and name, in the kernel's order; merges are not kept. */
const COLUMNS: readonly (Column | null)[] = [
  events('reads_completed'),
  null,
  bytes('read'),
  seconds('read_time'),
  events('writes_completed'),
  null,
  bytes('written'),
  seconds('write_time'),
  (value, labels) => gauge('node_disk_io_now', labels, value),
  seconds('io_time'),
  seconds('io_time_weighted'),
]

/** /proc/diskstats: one set of series per whole block device. */
export const parseDiskstats = (text: string): AgentSeries[] =>
  linesOf(text).flatMap((line) => {
    const words = wordsOf(line)
    const device = words[2]
    if (device === undefined || toWhole(words[0]) === null || IGNORED.test(device)) return []
    const labels = { device }
    return COLUMNS.flatMap((column, index) => {
      const value = toWhole(words[index + 3])
      return column === null || value === null ? [] : [column(value, labels)]
    })
  })
