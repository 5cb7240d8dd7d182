import { gauge, type AgentSeries } from '../agent-series'
import { linesOf } from './lines'
import { toWhole } from './numbers'

const LINE = /^([A-Za-z0-9_()]+):\s+(\d+)(?:\s+(kB))?\s*$/

/** The fields worth a series each; the rest of meminfo answers no question of the checklist. */
const KEPT = new Set([
  'MemTotal',
  'MemFree',
  'MemAvailable',
  'Buffers',
  'Cached',
  'SwapCached',
  'SwapTotal',
  'SwapFree',
  'Active',
  'Inactive',
  'Dirty',
  'Writeback',
  'AnonPages',
  'Mapped',
  'Shmem',
  'SReclaimable',
  'SUnreclaim',
  'KernelStack',
  'PageTables',
  'CommitLimit',
  'Committed_AS',
  'HardwareCorrupted',
  'HugePages_Total',
  'HugePages_Free',
])

/** /proc/meminfo: kB become bytes, huge page counts stay as they are. */
export const parseMeminfo = (text: string): AgentSeries[] =>
  linesOf(text).flatMap((line) => {
    const [, field = '', digits, unit] = LINE.exec(line) ?? []
    const value = toWhole(digits)
    if (value === null || !KEPT.has(field)) return []
    if (unit !== undefined) return [gauge(`node_memory_${field}_bytes`, {}, value * 1024)]
    return field.startsWith('HugePages_') ? [gauge(`node_memory_${field}`, {}, value)] : []
  })
