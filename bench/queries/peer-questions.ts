import { DAY_MS } from '@/lib/core/times'
import type { DataPlan } from './data-plan'
import { RECORDED } from './peer-history'

/** A path with its parameters; several of them answer one question together, one after the other. */
export type PeerQuery = string

const cpu = (modes: string) => `sum by (instance) (rate(node_cpu_seconds_total{mode=~"${modes}"}[1h]))`
const cpuAll = 'sum by (instance) (rate(node_cpu_seconds_total[1h]))'
const level = (name: string) => `avg_over_time(${name}[1h])`
const worst = (expression: string) => `max by (instance) (${expression})`

/** The hour's mean of every cell of the grid that this fleet measures; maxima and verdicts are left out. */
const GRID: readonly string[] = [
  `1 - ${cpu('idle|iowait|steal')} / ${cpuAll}`,
  'rate(node_pressure_cpu_waiting_seconds_total[1h])',
  `1 - ${level('node_memory_MemAvailable_bytes')} / ${level('node_memory_MemTotal_bytes')}`,
  'rate(node_pressure_memory_waiting_seconds_total[1h])',
  'rate(node_vmstat_oom_kill[1h])',
  `1 - ${level('node_memory_SwapFree_bytes')} / ${level('node_memory_SwapTotal_bytes')}`,
  'rate(node_vmstat_pswpin[1h]) + rate(node_vmstat_pswpout[1h])',
  worst('rate(node_disk_io_time_seconds_total[1h])'),
  worst('rate(node_disk_io_time_weighted_seconds_total[1h])'),
  worst(`1 - ${level('node_filesystem_avail_bytes')} / ${level('node_filesystem_size_bytes')}`),
  worst('rate(node_network_receive_drop_total[1h]) + rate(node_network_transmit_drop_total[1h])'),
  worst('rate(node_network_receive_errs_total[1h]) + rate(node_network_transmit_errs_total[1h])'),
  'rate(node_netstat_TcpExt_ListenOverflows[1h])',
  'rate(node_netstat_Tcp_RetransSegs[1h]) / rate(node_netstat_Tcp_OutSegs[1h])',
  level('node_procs_blocked'),
  `${level('node_filefd_allocated')} / ${level('node_filefd_maximum')}`,
  `${cpu('irq|softirq')} / ${cpuAll}`,
]

const COMPARED_DAYS = [0, 1, 2, 3, 4, 5, 6, 7]

const instant = (query: string, timeMs: number): PeerQuery =>
  `/api/v1/query?${new URLSearchParams({ query, time: String(timeMs / 1000), nocache: '1' })}`

const range = (query: string, fromMs: number, toMs: number): PeerQuery =>
  `/api/v1/query_range?${new URLSearchParams({
    query,
    start: String(fromMs / 1000),
    end: String(toMs / 1000),
    step: '300',
    nocache: '1',
  })}`

/** By the name of the question. */
export const peerQueries = ({ endMs, days }: DataPlan): Readonly<Record<string, readonly PeerQuery[]>> => ({
  grid: GRID.map((query) => instant(query, endMs)),
  metric: [range(`avg_over_time(${RECORDED}[5m])`, endMs - DAY_MS, endMs)],
  fold: [range(`avg_over_time(${RECORDED}[5m])`, endMs - days * DAY_MS, endMs)],
  compare: COMPARED_DAYS.map((day) =>
    instant(`count(last_over_time({job="node"}[1h]${day === 0 ? '' : ` offset ${day}d`}))`, endMs),
  ),
})
