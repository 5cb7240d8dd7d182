import type { PlannedNode } from '../fleet/plan-fleet'
import { CPU_COUNTS, LINK_BYTES_PER_SECOND } from '../fleet/hardware'

/** The value of a metric at a step. */
export type ValueAt = (step: number) => number

/** Answers undefined where the replay has no such metric. */
export type FindMetric = (metric: string, device?: string) => ValueAt | undefined

/** A series of an exporter, as it follows from the metrics of a node. */
export interface NodeSource {
  name: string
  labels?: Readonly<Record<string, string>>
  /** A counter grows by `at` a second; a gauge is it. */
  kind: 'counter' | 'gauge'
  at: ValueAt
  /** How many parts of one unit the exporter tells apart. */
  parts: number
}

const CENTISECONDS = 100
const MILLISECONDS = 1000
const MICROSECONDS = 1e6
const WHOLE = 1
const MEMORY_BYTES = 8 * 2 ** 30
const PAGE_BYTES = 4096
const DISK_BYTES = 100 * 2 ** 30
const CONTAINER_BYTES = 2 ** 30
const ROOT = { device: '/dev/nvme0n1p1', fstype: 'ext4', mountpoint: '/' }
const DISK = { device: 'nvme0n1' }
const LINK = { device: 'eth0' }

const counter = (
  name: string,
  parts: number,
  at: ValueAt | undefined,
  labels?: Readonly<Record<string, string>>,
): NodeSource[] =>
  at === undefined ? [] : [{ name, kind: 'counter', parts, at, ...(labels ? { labels } : {}) }]

const gauge = (
  name: string,
  at: ValueAt | undefined,
  labels?: Readonly<Record<string, string>>,
): NodeSource[] =>
  at === undefined ? [] : [{ name, kind: 'gauge', parts: WHOLE, at, ...(labels ? { labels } : {}) }]

const always =
  (value: number): ValueAt =>
  () =>
    value

/** Which exporter series would give these metrics. */
export const nodeSources = (
  node: PlannedNode,
  find: FindMetric,
  devices: readonly string[],
): NodeSource[] => [
  ...cpuSources(node, find),
  ...counter('node_pressure_cpu_waiting_seconds_total', MICROSECONDS, find('cpu.saturation.pressure')),
  ...counter('node_pressure_memory_waiting_seconds_total', MICROSECONDS, find('memory.saturation.pressure')),
  ...counter(
    'node_pressure_memory_stalled_seconds_total',
    MICROSECONDS,
    find('memory.saturation.pressure_full'),
  ),
  ...counter('node_pressure_io_waiting_seconds_total', MICROSECONDS, find('disk.saturation.pressure')),
  ...counter('node_pressure_io_stalled_seconds_total', MICROSECONDS, find('disk.saturation.pressure_full')),
  ...counter('node_vmstat_pgmajfault', WHOLE, find('memory.saturation.major_faults')),
  ...counter('node_vmstat_oom_kill', WHOLE, find('memory.errors.oom_kills')),
  ...spaceSources(find),
  ...counter('node_disk_io_time_seconds_total', MILLISECONDS, find('disk.utilization.busy'), DISK),
  ...counter('node_disk_io_time_weighted_seconds_total', MILLISECONDS, find('disk.saturation.queue'), DISK),
  ...gauge('node_procs_blocked', find('tasks.saturation.blocked')),
  ...networkSources(find),
  ...devices.flatMap((device) => containerSources(find, device)),
]

/** The same share of each processor's busy time is the kernel's; some are bound to the work and are the busiest. */
const cpuSources = ({ role }: PlannedNode, find: FindMetric): NodeSource[] => {
  const [busy, hottest] = [find('cpu.utilization.busy'), find('cpu.utilization.hottest')]
  const [system, iowait] = [find('cpu.utilization.system'), find('cpu.utilization.iowait')]
  if (!busy || !hottest || !system || !iowait) return []
  const { all, bound } = CPU_COUNTS[role]
  return Array.from({ length: all }, (_, cpu) => {
    const own: ValueAt = (step) =>
      cpu < bound ? hottest(step) : Math.max(0, (all * busy(step) - bound * hottest(step)) / (all - bound))
    const ownSystem: ValueAt = (step) => (own(step) * system(step)) / Math.max(busy(step), 1e-9)
    const ownIowait: ValueAt = (step) => ((1 - own(step)) * iowait(step)) / Math.max(1 - busy(step), 1e-9)
    const mode = (name: string, at: ValueAt) =>
      counter('node_cpu_seconds_total', CENTISECONDS, at, { cpu: String(cpu), mode: name })
    return [
      ...mode('system', ownSystem),
      ...mode('user', (step) => own(step) - ownSystem(step)),
      ...mode('iowait', ownIowait),
      ...mode('idle', (step) => 1 - own(step) - ownIowait(step)),
    ]
  }).flat()
}

const partOf =
  (bytes: number, unit: number, used: ValueAt): ValueAt =>
  (step) =>
    Math.round(((1 - used(step)) * bytes) / unit) * unit

const spaceSources = (find: FindMetric): NodeSource[] => {
  const [memory, space] = [find('memory.utilization.used'), find('filesystem.utilization.used')]
  return [
    ...gauge('node_memory_MemTotal_bytes', memory && always(MEMORY_BYTES)),
    ...gauge('node_memory_MemAvailable_bytes', memory && partOf(MEMORY_BYTES, PAGE_BYTES, memory)),
    ...gauge('node_filesystem_size_bytes', space && always(DISK_BYTES), ROOT),
    ...gauge('node_filesystem_avail_bytes', space && partOf(DISK_BYTES, PAGE_BYTES, space), ROOT),
  ]
}

const BYTES_PER_SEGMENT = 1000
const FEWEST_SEGMENTS = 50

const networkSources = (find: FindMetric): NodeSource[] => {
  const [sent, retransmits] = [find('network.utilization.transmit'), find('tcp.saturation.retransmits')]
  const segments: ValueAt | undefined =
    sent && ((step) => Math.round((sent(step) / BYTES_PER_SEGMENT + FEWEST_SEGMENTS) * 60) / 60)
  return [
    ...counter('node_network_receive_bytes_total', WHOLE, find('network.utilization.receive'), LINK),
    ...counter('node_network_transmit_bytes_total', WHOLE, sent, LINK),
    ...gauge('node_network_speed_bytes', sent && always(LINK_BYTES_PER_SECOND), LINK),
    ...counter('node_network_receive_drop_total', WHOLE, find('network.saturation.drops'), LINK),
    ...counter('node_network_receive_errs_total', WHOLE, find('network.errors.errors'), LINK),
    ...counter('node_netstat_Tcp_OutSegs', WHOLE, segments),
    ...counter(
      'node_netstat_Tcp_RetransSegs',
      WHOLE,
      segments && retransmits && ((step) => segments(step) * retransmits(step)),
    ),
    ...counter('node_netstat_TcpExt_TCPTimeouts', WHOLE, find('tcp.saturation.timeouts')),
  ]
}

const containerSources = (find: FindMetric, device: string): NodeSource[] => {
  const labels = { name: device }
  const used = find('cgroup.utilization.memory', device)
  const pressure = find('cgroup.saturation.memory_pressure', device)
  return [
    ...counter('container_pressure_memory_waiting_seconds_total', MICROSECONDS, pressure, labels),
    ...gauge(
      'container_memory_working_set_bytes',
      used && ((step) => Math.round(used(step) * CONTAINER_BYTES)),
      labels,
    ),
    ...gauge('container_spec_memory_limit_bytes', used && always(CONTAINER_BYTES), labels),
    ...counter('container_oom_events_total', WHOLE, find('cgroup.errors.oom_kills', device), labels),
  ]
}
