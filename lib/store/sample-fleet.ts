import type { Column } from '@/lib/core/series'

/** Deterministic numbers in [0, 1) for tests and benchmarks. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

type Next = (random: () => number) => number

interface Shape {
  name: string
  labels: Record<string, string>
  /** Makes the reader of one series; each call is one scrape later. */
  start: (random: () => number) => Next
}

const noise = (random: () => number) => random() + random() + random() + random() - 2

const counter =
  (perScrape: number, decimals: number, multiple = 1) =>
  (random: () => number): Next => {
    const unit = 10 ** decimals
    let units = Math.floor(random() * 1e6 * perScrape)
    const own = perScrape * (0.3 + 1.4 * random())
    return () => {
      units += multiple * Math.max(0, Math.round((own * (1 + 0.3 * noise(random)) * unit) / multiple))
      return units / unit
    }
  }

const walk =
  (mean: number, step: number, multiple: number) =>
  (random: () => number): Next => {
    let units = Math.round((mean * (0.5 + random())) / multiple)
    return () => {
      units = Math.max(0, units + Math.round((noise(random) * step) / multiple))
      return units * multiple
    }
  }

const gauge = (mean: number, decimals: number) => (): Next => (random) =>
  Number((mean * (1 + 0.2 * noise(random))).toFixed(decimals))

const constant =
  (value: number) =>
  (random: () => number): Next => {
    const own = value === 0 ? 0 : Math.round(value * (0.5 + random()))
    return () => own
  }

const bursts =
  (chance: number) =>
  (random: () => number): Next => {
    let total = Math.floor(random() * 1000)
    return () => (total += random() < chance ? 1 + Math.floor(random() * 3) : 0)
  }

const plain = (name: string, start: Shape['start']): Shape => ({ name, labels: {}, start })

const CPU_MODES: Record<string, Shape['start']> = {
  idle: counter(12.6, 2),
  iowait: counter(0.08, 2),
  irq: constant(0),
  nice: constant(3),
  softirq: counter(0.06, 2),
  steal: counter(0.02, 2),
  system: counter(0.7, 2),
  user: counter(1.5, 2),
}

const cpuShapes = [0, 1, 2, 3].flatMap((cpu) =>
  Object.entries(CPU_MODES).map(([mode, start]) => ({
    name: 'node_cpu_seconds_total',
    labels: { cpu: String(cpu), mode },
    start,
  })),
)

const KIBIBYTE = 1024

const MEMORY: Record<string, Shape['start']> = {
  MemTotal: constant(16_000_000 * KIBIBYTE),
  MemFree: walk(2e9, 4e6, KIBIBYTE),
  MemAvailable: walk(8e9, 4e6, KIBIBYTE),
  Buffers: walk(3e8, 2e4, KIBIBYTE),
  Cached: walk(5e9, 1e6, KIBIBYTE),
  Active: walk(4e9, 3e6, KIBIBYTE),
  Inactive: walk(4e9, 1e6, KIBIBYTE),
  Dirty: walk(5e6, 1e6, KIBIBYTE),
  Writeback: constant(0),
  Slab: walk(4e8, 1e5, KIBIBYTE),
  PageTables: walk(3e7, 4e4, KIBIBYTE),
  SwapTotal: constant(2_000_000 * KIBIBYTE),
  SwapFree: constant(1_900_000 * KIBIBYTE),
  HardwareCorrupted: constant(0),
}

const memoryShapes = Object.entries(MEMORY).map(([field, start]) =>
  plain(`node_memory_${field}_bytes`, start),
)

const DISK: Record<string, (load: number) => Shape['start']> = {
  reads_completed_total: (load) => counter(20 * load, 0),
  writes_completed_total: (load) => counter(90 * load, 0),
  read_bytes_total: (load) => counter(1e6 * load, 0, 4096),
  written_bytes_total: (load) => counter(3e6 * load, 0, 4096),
  read_time_seconds_total: (load) => counter(0.05 * load, 3),
  write_time_seconds_total: (load) => counter(0.3 * load, 3),
  io_time_seconds_total: (load) => counter(0.6 * load, 3),
  io_time_weighted_seconds_total: (load) => counter(0.7 * load, 3),
  io_now: () => constant(0),
}

const diskShapes = [
  { device: 'nvme0n1', load: 1 },
  { device: 'sda', load: 0.01 },
].flatMap(({ device, load }) =>
  Object.entries(DISK).map(([field, start]) => ({
    name: `node_disk_${field}`,
    labels: { device },
    start: start(load),
  })),
)

const NETWORK: Record<string, Shape['start']> = {
  receive_bytes_total: counter(4e6, 0),
  transmit_bytes_total: counter(3e6, 0),
  receive_packets_total: counter(5000, 0),
  transmit_packets_total: counter(4000, 0),
  receive_drop_total: bursts(0.01),
  transmit_drop_total: constant(0),
  receive_errs_total: constant(0),
  transmit_errs_total: constant(0),
}

const networkShapes = ['eth0', 'eth1'].flatMap((device) =>
  Object.entries(NETWORK).map(([field, start]) => ({
    name: `node_network_${field}`,
    labels: { device },
    start,
  })),
)

const filesystemShapes = ['/', '/var'].flatMap((mountpoint) => [
  { name: 'node_filesystem_size_bytes', labels: { mountpoint }, start: constant(1e11) },
  { name: 'node_filesystem_avail_bytes', labels: { mountpoint }, start: walk(5e10, 1e5, 4096) },
  { name: 'node_filesystem_files_free', labels: { mountpoint }, start: walk(5e6, 3, 1) },
])

const SINGLE: Record<string, Shape['start']> = {
  node_netstat_Tcp_InSegs: counter(9000, 0),
  node_netstat_Tcp_OutSegs: counter(8000, 0),
  node_netstat_Tcp_RetransSegs: bursts(0.4),
  node_netstat_Tcp_InErrs: constant(0),
  node_netstat_Tcp_OutRsts: bursts(0.5),
  node_netstat_Tcp_CurrEstab: walk(200, 4, 1),
  node_netstat_TcpExt_ListenOverflows: constant(0),
  node_netstat_TcpExt_TCPSynRetrans: bursts(0.05),
  node_netstat_TcpExt_TCPTimeouts: bursts(0.1),
  node_pressure_cpu_waiting_seconds_total: counter(0.2, 6),
  node_pressure_memory_waiting_seconds_total: bursts(0.01),
  node_pressure_memory_stalled_seconds_total: bursts(0.01),
  node_pressure_io_waiting_seconds_total: counter(0.05, 6),
  node_pressure_io_stalled_seconds_total: counter(0.03, 6),
  node_vmstat_pgfault: counter(20_000, 0),
  node_vmstat_pgmajfault: bursts(0.2),
  node_vmstat_pswpin: constant(200),
  node_vmstat_pswpout: constant(300),
  node_vmstat_oom_kill: constant(0),
  node_context_switches_total: counter(60_000, 0),
  node_intr_total: counter(40_000, 0),
  node_forks_total: counter(60, 0),
  node_procs_running: walk(3, 1.5, 1),
  node_procs_blocked: constant(0),
  node_load1: gauge(1.5, 2),
  node_load5: gauge(1.4, 2),
  node_filefd_allocated: walk(2500, 20, 32),
  node_filefd_maximum: constant(9e6),
  node_boot_time_seconds: constant(1.7e9),
  node_scrape_collector_duration_seconds: gauge(0.012, 9),
  process_resident_memory_bytes: walk(2e7, 4e4, 4096),
  node_time_seconds: counter(15, 7),
  up: () => () => 1,
}

/** 120 series of a host as node_exporter tells them: the same mix of counters, gauges, decimals and standstill. */
export const FLEET_SHAPES: readonly Shape[] = [
  ...cpuShapes,
  ...memoryShapes,
  ...diskShapes,
  ...networkShapes,
  ...filesystemShapes,
  ...Object.entries(SINGLE).map(([name, start]) => plain(name, start)),
]

/** The columns of one node, index-parallel to `FLEET_SHAPES`; scrapes are aligned but for a rare millisecond. */
export function sampleNode(seed: number, startMs: number, scrapes: number, stepMs: number): Column[] {
  const random = createRandom(seed)
  const offsetMs = Math.floor(random() * stepMs)
  const timesMs = Float64Array.from({ length: scrapes }, (_, i) =>
    Math.floor(startMs + offsetMs + i * stepMs + (random() < 0.02 ? 1 : 0)),
  )
  return FLEET_SHAPES.map((shape) => {
    const next = shape.start(random)
    return { timesMs: timesMs.slice(), values: Float64Array.from({ length: scrapes }, () => next(random)) }
  })
}
