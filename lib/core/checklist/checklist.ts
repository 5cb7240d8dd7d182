import { NATIVE_PREFIX } from '../use-sample'
import { CGROUP_RESOURCE } from './cgroup'
import { CONNTRACK_RESOURCE } from './conntrack'
import { CPU_RESOURCE } from './cpu'
import { DISK_RESOURCE } from './disk'
import { selectorsOf } from './expression'
import { FD_RESOURCE } from './fd'
import { FILESYSTEM_RESOURCE } from './filesystem'
import { IRQ_RESOURCE } from './irq'
import { MEMORY_RESOURCE } from './memory'
import { NETWORK_RESOURCE } from './network'
import { SOFTWARE_RESOURCE } from './software'
import { SWAP_RESOURCE } from './swap'
import { TASKS_RESOURCE } from './tasks'
import { TCP_RESOURCE } from './tcp'
import type { Aspect, MetricDefinition, MetricId, ResourceDefinition, ResourceId } from './types'

/** The USE checklist: decoders, grid columns, charts, thresholds and docs derive from it. */
export const CHECKLIST: readonly ResourceDefinition[] = [
  CPU_RESOURCE,
  MEMORY_RESOURCE,
  SWAP_RESOURCE,
  DISK_RESOURCE,
  FILESYSTEM_RESOURCE,
  NETWORK_RESOURCE,
  TCP_RESOURCE,
  TASKS_RESOURCE,
  FD_RESOURCE,
  CONNTRACK_RESOURCE,
  IRQ_RESOURCE,
  CGROUP_RESOURCE,
  SOFTWARE_RESOURCE,
]

/** What the USE method asks for but nobody here measures. */
export const NOT_MEASURED: readonly { title: string; reason: string }[] = [
  {
    title: 'CPU, memory and I/O interconnects',
    reason: 'Only performance counters tell (perf stat; node_exporter’s perf collector, which is opt-in).',
  },
  {
    title: 'Storage and network controllers',
    reason: 'Controllers do not tell their limits; compare the sum of their devices with the data sheet.',
  },
  {
    title: 'Kernel mutexes',
    reason: 'Only lock statistics tell (CONFIG_LOCK_STAT, /proc/lock_stat), which are too dear to keep on.',
  },
]

/** Every metric of the checklist, in its order. */
export const METRIC_IDS: readonly MetricId[] = CHECKLIST.flatMap(({ metrics }) => metrics.map(({ id }) => id))

const METRICS: ReadonlyMap<string, MetricDefinition> = new Map(
  CHECKLIST.flatMap((resource) => resource.metrics.map((metric) => [metric.id, metric] as const)),
)

interface SeriesRole {
  resource: ResourceId
  /** Whether some source of this series makes its sender a host. */
  host: boolean
}

const collectRoles = (): ReadonlyMap<string, SeriesRole> => {
  const roles = new Map<string, SeriesRole>()
  for (const metric of METRICS.values())
    for (const source of metric.sources)
      for (const { names } of selectorsOf(source.expression))
        for (const name of names) {
          const known = roles.get(name)
          const host = source.incidental !== true || known?.host === true
          roles.set(name, { resource: known?.resource ?? metric.resource, host })
        }
  return roles
}
const ROLES = collectRoles()

export const metricById = (id: string): MetricDefinition | undefined => METRICS.get(id)

export const resourceTitle = (resource: ResourceId): string =>
  CHECKLIST.find(({ id }) => id === resource)?.title ?? resource

export const headlineOf = (resource: ResourceId, aspect: Aspect): MetricDefinition | null => {
  const id = CHECKLIST.find((definition) => definition.id === resource)?.aspects[aspect].headline
  return id === null || id === undefined ? null : (METRICS.get(id) ?? null)
}

/** The metrics that the fleet grid shows, in the order of the checklist. */
export const headlineMetrics = (): readonly MetricDefinition[] =>
  [...METRICS.values()].filter((metric) => headlineOf(metric.resource, metric.aspect)?.id === metric.id)

/** The resource whose metrics are first made of this series: it is kept with the others of that resource. */
export const sourceGroupOf = (seriesName: string): ResourceId | 'other' =>
  ROLES.get(seriesName)?.resource ?? 'other'

/** Whether a node that sends this series belongs on the fleet grid. */
export const isChecklistSeries = (seriesName: string): boolean =>
  seriesName.startsWith(NATIVE_PREFIX) || ROLES.get(seriesName)?.host === true
