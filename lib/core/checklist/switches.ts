import { metricById } from './checklist'
import type { MetricDefinition, MetricId } from './types'

/** What a node's samples come from, as far as the store knows it. */
export const SENDER_KINDS = ['node_exporter', 'collector', 'otel', 'other'] as const
export type SenderKind = (typeof SENDER_KINDS)[number]

/** What switches a metric on where it is not measured. */
export interface MetricSwitch {
  text: string
  /** To be pasted: a flag, a command or a piece of configuration; null where the text says it all. */
  code: string | null
  /** Who says so. */
  source: string
}

/** A collector of node_exporter, and what the machine must have besides. */
interface ExporterCollector {
  name: string
  /** Off unless its flag is given. */
  isOptIn?: boolean
  needs?: string
  /** What the machine lacks is mended by this. */
  command?: string
}

const NODE_EXPORTER_README = 'node_exporter, README: collectors enabled and disabled by default'
const HOSTMETRICS_README = 'OpenTelemetry Collector Contrib, hostmetrics receiver: scrapers and their metrics'
const KERNEL_PSI = 'Linux kernel, Documentation/accounting/psi.rst and the parameter psi='

/** On the command line of the kernel. */
const PSI_COMMAND = 'psi=1'

const PSI: ExporterCollector = {
  name: 'pressure',
  needs:
    'The kernel must be 4.20 or newer, with CONFIG_PSI. Where PSI is built in but off (CONFIG_PSI_DEFAULT_DISABLED), boot with psi=1.',
  command: PSI_COMMAND,
}
const EDAC: ExporterCollector = {
  name: 'edac',
  needs: 'The machine must have ECC memory and its EDAC driver loaded; virtual machines have neither.',
}
const CONNTRACK: ExporterCollector = {
  name: 'conntrack',
  needs:
    'The kernel module nf_conntrack must be loaded; without a firewall or NAT it is not, and nothing is lost.',
  command: 'modprobe nf_conntrack',
}
const PROCESSES: ExporterCollector = { name: 'processes', isOptIn: true }
const NETSTAT: ExporterCollector = {
  name: 'netstat',
  needs:
    'Where --collector.netstat.fields is given, it must name Tcp_ and TcpExt_ fields as its default does.',
}
const VMSTAT: ExporterCollector = {
  name: 'vmstat',
  needs:
    'Where --collector.vmstat.fields is given, it must let oom_kill, pswp and pgmajfault through as its default does.',
}

/** By metric, or by the beginning of its id; the longest that fits counts. */
const COLLECTORS: Readonly<Record<string, ExporterCollector>> = {
  'cpu.utilization': { name: 'cpu' },
  'cpu.saturation.pressure': PSI,
  'cpu.saturation.run_delay': {
    name: 'schedstat',
    needs: 'The kernel must be built with CONFIG_SCHEDSTATS, which makes /proc/schedstat.',
  },
  'cpu.saturation.runnable': { name: 'stat' },
  'cpu.saturation.steal': { name: 'cpu' },
  'cpu.saturation.load': { name: 'loadavg' },
  'cpu.errors.throttles': {
    name: 'cpu',
    needs: 'Only Intel CPUs on bare metal count throttles; on a virtual machine nothing can be switched on.',
  },
  'memory.utilization': {
    name: 'meminfo',
    needs: 'MemAvailable, which it is made of, needs Linux 3.14 or newer.',
  },
  'memory.saturation.pressure': PSI,
  'memory.saturation.swapping': VMSTAT,
  'memory.saturation.major_faults': VMSTAT,
  'memory.errors.oom_kills': {
    ...VMSTAT,
    needs: `The counter oom_kill needs Linux 4.13 or newer. ${VMSTAT.needs ?? ''}`,
  },
  'memory.errors.ecc': EDAC,
  'swap.utilization': { name: 'meminfo' },
  'swap.saturation': VMSTAT,
  'disk.utilization': { name: 'diskstats' },
  'disk.saturation.queue': { name: 'diskstats' },
  'disk.saturation.await': { name: 'diskstats', needs: 'Undefined while a disk does no I/O at all.' },
  'disk.saturation.pressure': PSI,
  'disk.errors.failed_members': {
    name: 'mdadm',
    needs: 'Only Linux software RAID tells; ask the controller of a hardware RAID.',
  },
  'disk.errors.io_errors': {
    name: 'btrfs',
    needs:
      'It knows the errors of btrfs alone; those of SCSI and SATA disks (ioerr_cnt) only the own collector reads.',
  },
  filesystem: { name: 'filesystem' },
  'network.utilization.bandwidth': {
    name: 'netclass',
    needs:
      'The link must say its speed (/sys/class/net/*/speed): virtual interfaces have none. The bytes come from the collector netdev.',
  },
  'network.utilization': { name: 'netdev' },
  'network.saturation.drops': { name: 'netdev' },
  'network.saturation.softnet': { name: 'softnet' },
  'network.errors.errors': { name: 'netdev' },
  'network.errors.carrier_changes': { name: 'netclass' },
  tcp: NETSTAT,
  'tasks.utilization': PROCESSES,
  'tasks.saturation.blocked': { name: 'stat' },
  'tasks.errors.hung': {
    name: 'kernel_hung',
    isOptIn: true,
    needs:
      'The kernel must be 6.13 or newer, and node_exporter new enough to export node_kernel_hung_tasks_total.',
  },
  fd: { name: 'filefd' },
  conntrack: CONNTRACK,
  'irq.utilization': { name: 'cpu' },
  'irq.saturation.pressure_full': {
    ...PSI,
    needs:
      'Needs Linux 6.1 or newer with CONFIG_IRQ_TIME_ACCOUNTING, PSI on, and node_exporter 1.9 or newer.',
  },
}

/** Scrapers of the hostmetrics receiver; what they measure only when told so is named. */
const SCRAPERS: Readonly<Record<string, { name: string; metrics?: readonly string[] }>> = {
  cpu: { name: 'cpu' },
  'cpu.saturation.load': { name: 'load' },
  irq: { name: 'cpu' },
  memory: { name: 'memory' },
  'memory.saturation': { name: 'paging' },
  swap: { name: 'paging' },
  disk: { name: 'disk' },
  filesystem: { name: 'filesystem' },
  network: { name: 'network' },
  tcp: { name: 'network' },
  tasks: { name: 'processes' },
  conntrack: {
    name: 'network',
    metrics: ['system.network.conntrack.count', 'system.network.conntrack.max'],
  },
}

const longestFit = <Value>(table: Readonly<Record<string, Value>>, id: MetricId): Value | null => {
  let found: { key: string; value: Value } | null = null
  for (const [key, value] of Object.entries(table))
    if (id.startsWith(key) && key.length > (found?.key.length ?? -1)) found = { key, value }
  return found?.value ?? null
}

const hasSource = ({ sources }: MetricDefinition, kind: 'node_exporter' | 'otel' | 'exporter'): boolean =>
  sources.some((source) => source.kind === kind)

const sentence = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(' ')

const ofSoftware = (metric: MetricDefinition): MetricSwitch => ({
  text: metric.whenUnmeasured,
  code: null,
  source: 'the checklist: sources of this metric',
})

const exporterSwitch = (collector: ExporterCollector): MetricSwitch => {
  const { name, isOptIn = false, needs, command } = collector
  const flag = isOptIn
    ? `The collector ${name} of node_exporter must be asked for: --collector.${name}.`
    : `The collector ${name} of node_exporter is on unless --no-collector.${name} or --collector.disable-defaults switches it off.`
  const source = command === PSI_COMMAND ? `${NODE_EXPORTER_README}; ${KERNEL_PSI}` : NODE_EXPORTER_README
  return { text: sentence(flag, needs), code: command ?? (isOptIn ? `--collector.${name}` : null), source }
}

const collectorSwitch = (metric: MetricDefinition): MetricSwitch => {
  const known = longestFit(COLLECTORS, metric.id)
  if (metric.proc === null) return ofSoftware(metric)
  const read = `The own collector needs no switch: it reads ${metric.proc}, which is missing or empty on this node.`
  const needs = metric.whenUnmeasured.startsWith('Run ') ? known?.needs : metric.whenUnmeasured
  const command = known?.command ?? null
  return {
    text: sentence(read, needs),
    code: command,
    source: command === PSI_COMMAND ? KERNEL_PSI : 'the checklist: what the kernel must offer',
  }
}

const scraperCode = (name: string, metrics: readonly string[]): string =>
  [
    'receivers:',
    '  hostmetrics:',
    '    scrapers:',
    `      ${name}:${metrics.length === 0 ? ' {}' : ''}`,
    ...(metrics.length === 0 ? [] : ['        metrics:']),
    ...metrics.flatMap((metric) => [`          ${metric}:`, '            enabled: true']),
  ].join('\n')

const otelSwitch = (metric: MetricDefinition): MetricSwitch => {
  const scraper = longestFit(SCRAPERS, metric.id)
  if (scraper === null || !hasSource(metric, 'otel'))
    return {
      text: sentence(
        'The hostmetrics receiver does not measure this: run node_exporter or the own collector beside it.',
        longestFit(COLLECTORS, metric.id)?.needs,
      ),
      code: null,
      source: HOSTMETRICS_README,
    }
  const { name, metrics = [] } = scraper
  const named = metrics.length === 0 ? '' : ' These metrics of it are off unless they are enabled.'
  return {
    text: `The scraper ${name} of the hostmetrics receiver measures it.${named}`,
    code: scraperCode(name, metrics),
    source: HOSTMETRICS_README,
  }
}

const otherSwitch = (metric: MetricDefinition): MetricSwitch => ({
  text: sentence(
    'Its sender can post the value itself, under the name of the metric.',
    metric.whenUnmeasured,
  ),
  code: `"values": { "${metric.id}": 0 }`,
  source: 'README: send samples yourself',
})

/** How the sender that a node has begins to measure the metric; null for a metric that the checklist lacks. */
export const switchFor = (id: MetricId, sender: SenderKind): MetricSwitch | null => {
  const metric = metricById(id)
  if (metric === undefined) return null
  switch (sender) {
    case 'node_exporter': {
      const collector = hasSource(metric, 'node_exporter') ? longestFit(COLLECTORS, id) : null
      return collector === null ? ofSoftware(metric) : exporterSwitch(collector)
    }
    case 'collector':
      return collectorSwitch(metric)
    case 'otel':
      return hasSource(metric, 'exporter') ? ofSoftware(metric) : otelSwitch(metric)
    case 'other':
      return otherSwitch(metric)
  }
}
