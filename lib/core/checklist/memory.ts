import { defineMetric, nodeExporter, otel, otelLabels, otelNames } from './define'
import { clamped, complement, gauge, rate, scaled, share, sum } from './expression'
import {
  ANY_EVENT,
  OOMD,
  OWN_FIGURE,
  PSI_OFF,
  PSI_TRIGGERS,
  RUN_COLLECTOR,
  USE_ERRORS,
  USE_SATURATION,
} from './figures'
import type { MetricSource, ResourceDefinition } from './types'

const STATE = otelLabels('state', 'system.memory.state')
const OTEL_USAGE = otelNames('system.memory.usage', 'system_memory_usage_bytes')
/** The states that add up to all memory; slab is part of them. */
const DISJOINT_STATES = ['used', 'free', 'buffered', 'buffers', 'cached']
const PAGING_TYPE = otelLabels('type', 'system.paging.type', 'system.paging.fault.type')
const PAGING_DIRECTION = otelLabels('direction', 'system.paging.direction')
/** The hostmetrics receiver counts paging in units of 1/4096 page (gopsutil turns pages into bytes). */
const PAGES = 1 / 4096

/** Pages moved between memory and swap. */
export const swappingSources: readonly MetricSource[] = [
  nodeExporter(sum(rate('node_vmstat_pswpin'), rate('node_vmstat_pswpout'))),
  otel(
    scaled(
      rate(otelNames('system.paging.operations', 'system_paging_operations_total'), {
        where: [{ labels: PAGING_TYPE, in: ['major'] }],
        sumOver: PAGING_DIRECTION,
      }),
      PAGES,
    ),
  ),
]

const utilization = [
  defineMetric('memory', 'utilization', 'used', {
    title: 'Memory used (1 - available)',
    unit: 'ratio',
    threshold: {
      warn: 0.9,
      bad: 0.95,
      source: `node_exporter mixin, NodeMemoryHighUtilization (90 %); bad: ${OWN_FIGURE}`,
    },
    sources: [
      nodeExporter(
        complement(share(gauge('node_memory_MemAvailable_bytes'), gauge('node_memory_MemTotal_bytes'))),
      ),
      otel(
        share(
          gauge(OTEL_USAGE, { where: [{ labels: STATE, in: ['used'] }] }),
          gauge(OTEL_USAGE, { where: [{ labels: STATE, in: DISJOINT_STATES }] }),
        ),
      ),
      otel(
        clamped(
          gauge(otelNames('system.memory.utilization', 'system_memory_utilization_ratio'), {
            where: [{ labels: STATE, in: ['used'] }],
          }),
        ),
      ),
    ],
    proc: '/proc/meminfo',
    whenUnmeasured: `${RUN_COLLECTOR} MemAvailable needs Linux 3.14 or newer.`,
  }),
  defineMetric('memory', 'utilization', 'total', {
    title: 'Memory of the node (never judged)',
    unit: 'bytes',
    sources: [
      nodeExporter(gauge('node_memory_MemTotal_bytes')),
      otel(gauge(OTEL_USAGE, { where: [{ labels: STATE, in: DISJOINT_STATES }] })),
    ],
    proc: '/proc/meminfo',
    whenUnmeasured: RUN_COLLECTOR,
  }),
]

const pressure = (name: string, title: string, series: string, warn: number, bad: number, figures: string) =>
  defineMetric('memory', 'saturation', name, {
    title,
    unit: 'ratio',
    threshold: { warn, bad, source: figures },
    sources: [nodeExporter(clamped(rate(series)))],
    proc: '/proc/pressure/memory',
    whenUnmeasured: PSI_OFF,
  })

const saturation = [
  pressure(
    'pressure',
    'Memory pressure (some)',
    'node_pressure_memory_waiting_seconds_total',
    0.05,
    0.15,
    `bad: ${PSI_TRIGGERS}; warn: ${OWN_FIGURE}`,
  ),
  pressure(
    'pressure_full',
    'Memory pressure (full)',
    'node_pressure_memory_stalled_seconds_total',
    0.05,
    0.6,
    `warn: ${PSI_TRIGGERS}; bad: ${OOMD}, DefaultMemoryPressureLimit (60 %)`,
  ),
  defineMetric('memory', 'saturation', 'swapping', {
    title: 'Pages swapped in and out',
    unit: 'per_second',
    threshold: { warn: 1, bad: 100, source: `${USE_SATURATION}; ${OWN_FIGURE}` },
    sources: swappingSources,
    proc: '/proc/vmstat',
    whenUnmeasured: RUN_COLLECTOR,
  }),
  defineMetric('memory', 'saturation', 'major_faults', {
    title: 'Major page faults',
    unit: 'per_second',
    threshold: {
      warn: 500,
      bad: 2000,
      source: `node_exporter mixin, NodeMemoryMajorPagesFaults (500/s); bad: ${OWN_FIGURE}`,
    },
    sources: [
      nodeExporter(rate('node_vmstat_pgmajfault')),
      otel(
        scaled(
          rate(otelNames('system.paging.faults', 'system_paging_faults_total'), {
            where: [{ labels: PAGING_TYPE, in: ['major'] }],
          }),
          PAGES,
        ),
      ),
    ],
    proc: '/proc/vmstat',
    whenUnmeasured: RUN_COLLECTOR,
  }),
]

const errors = [
  defineMetric('memory', 'errors', 'oom_kills', {
    title: 'Processes killed for want of memory',
    unit: 'per_second',
    threshold: { warn: ANY_EVENT, bad: ANY_EVENT, source: `${USE_ERRORS}; a kill loses work` },
    sources: [nodeExporter(rate('node_vmstat_oom_kill'))],
    proc: '/proc/vmstat',
    whenUnmeasured: 'The counter oom_kill needs Linux 4.13 or newer.',
  }),
  defineMetric('memory', 'errors', 'ecc_corrected', {
    title: 'Corrected memory errors',
    unit: 'per_second',
    threshold: { warn: ANY_EVENT, bad: 1, source: `${USE_ERRORS}; bad: ${OWN_FIGURE}` },
    sources: [nodeExporter(rate('node_edac_correctable_errors_total', { sumOver: ['controller'] }))],
    proc: '/sys/devices/system/edac/mc',
    whenUnmeasured: 'Needs ECC memory and a loaded EDAC driver; virtual machines have neither.',
  }),
  defineMetric('memory', 'errors', 'ecc_uncorrected', {
    title: 'Uncorrected memory errors',
    unit: 'per_second',
    threshold: { warn: ANY_EVENT, bad: ANY_EVENT, source: `${USE_ERRORS}; data is lost` },
    sources: [nodeExporter(rate('node_edac_uncorrectable_errors_total', { sumOver: ['controller'] }))],
    proc: '/sys/devices/system/edac/mc',
    whenUnmeasured: 'Needs ECC memory and a loaded EDAC driver; virtual machines have neither.',
  }),
]

export const MEMORY_RESOURCE: ResourceDefinition = {
  id: 'memory',
  title: 'Memory',
  devices: null,
  aspects: {
    utilization: { headline: 'memory.utilization.used' },
    saturation: { headline: 'memory.saturation.pressure' },
    errors: { headline: 'memory.errors.oom_kills' },
  },
  metrics: [...utilization, ...saturation, ...errors],
}
