import { defineMetric, nodeExporter, otel, otelLabels, otelNames } from './define'
import { clamped, complement, count, gauge, rate, ratio, share, sum, type Expression } from './expression'
import {
  ANY_EVENT,
  OWN_FIGURE,
  PSI_OFF,
  PSI_TRIGGERS,
  RUN_COLLECTOR,
  USE_BUSY,
  USE_ERRORS,
  USE_LINUX,
  USE_SATURATION,
} from './figures'
import type { DeviceNaming, MetricSource, ResourceDefinition, Threshold } from './types'

const EXPORTER_SECONDS = 'node_cpu_seconds_total'
const OTEL_SECONDS = otelNames('system.cpu.time', 'system_cpu_time_seconds_total')
const OTEL_SHARES = otelNames('system.cpu.utilization', 'system_cpu_utilization_ratio')
const MODE: readonly string[] = ['mode']
const STATE = otelLabels('state', 'cpu.mode', 'system.cpu.state')
const CPU_LABELS = otelLabels('cpu', 'cpu.logical_number', 'system.cpu.logical_number')
const CPU: DeviceNaming = { labels: [CPU_LABELS], prefix: 'cpu' }
const IDLE = ['idle', 'iowait', 'steal']
/** hostmetrics says `wait` for iowait. */
const OTEL_IDLE = [...IDLE, 'wait']

const exporterShare = (wanted: readonly string[]): Expression =>
  share(
    rate(EXPORTER_SECONDS, { where: [{ labels: MODE, in: wanted }] }),
    rate(EXPORTER_SECONDS, { sumOver: MODE }),
  )
const otelShare = (wanted: readonly string[]): Expression =>
  share(
    rate(OTEL_SECONDS, { where: [{ labels: STATE, in: wanted }] }),
    rate(OTEL_SECONDS, { sumOver: STATE }),
  )
const otelGaugeShare = (wanted: readonly string[]): Expression =>
  gauge(OTEL_SHARES, { where: [{ labels: STATE, in: wanted }] })

const busySources: readonly MetricSource[] = [
  nodeExporter(complement(exporterShare(IDLE)), { device: CPU }),
  otel(complement(otelShare(OTEL_IDLE)), { device: CPU }),
  otel(clamped(complement(otelGaugeShare(OTEL_IDLE))), { device: CPU }),
]

/** The share of all CPU time that these modes took; hostmetrics may call them otherwise. */
export const cpuShareSources = (
  modes: readonly string[],
  otelModes: readonly string[] = modes,
): readonly MetricSource[] => [
  nodeExporter(exporterShare(modes), { device: CPU }),
  otel(otelShare(otelModes), { device: CPU }),
  otel(clamped(otelGaugeShare(otelModes)), { device: CPU }),
]
const stealSources = cpuShareSources(['steal'])

const modeMetric = (name: string, sources: readonly MetricSource[]) =>
  defineMetric('cpu', 'utilization', name, {
    title: `CPU time in ${name}`,
    unit: 'ratio',
    deviceAggregation: 'mean',
    sources,
    proc: '/proc/stat',
    whenUnmeasured: RUN_COLLECTOR,
  })

const BUSY: Threshold = {
  warn: 0.7,
  bad: 0.9,
  source: `${USE_BUSY}; bad: node_exporter mixin, NodeCPUHighUsage (90 %)`,
}

const utilization = [
  defineMetric('cpu', 'utilization', 'busy', {
    title: 'CPU busy',
    unit: 'ratio',
    perDevice: true,
    deviceAggregation: 'mean',
    threshold: BUSY,
    sources: busySources,
    proc: '/proc/stat',
    whenUnmeasured: RUN_COLLECTOR,
  }),
  defineMetric('cpu', 'utilization', 'hottest', {
    title: 'Busiest CPU',
    unit: 'ratio',
    threshold: { warn: 0.9, bad: 0.98, source: `A mean over CPUs hides one that is full; ${OWN_FIGURE}` },
    sources: busySources,
    proc: '/proc/stat',
    whenUnmeasured: RUN_COLLECTOR,
  }),
  modeMetric('user', cpuShareSources(['user', 'nice'])),
  modeMetric('system', cpuShareSources(['system'])),
  modeMetric('softirq', cpuShareSources(['softirq'])),
  modeMetric('iowait', cpuShareSources(['iowait'], ['wait', 'iowait'])),
  modeMetric('steal', stealSources),
  defineMetric('cpu', 'utilization', 'count', {
    title: 'Logical CPUs (never judged)',
    unit: 'items',
    sources: [
      nodeExporter(count(EXPORTER_SECONDS, { where: [{ labels: MODE, in: ['idle'] }], sumOver: CPU_LABELS })),
      otel(count(OTEL_SECONDS, { where: [{ labels: STATE, in: ['idle'] }], sumOver: CPU_LABELS })),
    ],
    proc: '/proc/stat',
    whenUnmeasured: RUN_COLLECTOR,
  }),
]

const saturation = [
  defineMetric('cpu', 'saturation', 'pressure', {
    title: 'CPU pressure (some)',
    unit: 'ratio',
    threshold: { warn: 0.15, bad: 0.5, source: `${PSI_TRIGGERS}; bad: ${OWN_FIGURE}` },
    sources: [nodeExporter(clamped(rate('node_pressure_cpu_waiting_seconds_total')))],
    proc: '/proc/pressure/cpu',
    whenUnmeasured: PSI_OFF,
  }),
  defineMetric('cpu', 'saturation', 'run_delay', {
    title: 'Time runnable tasks waited for a CPU, per CPU',
    unit: 'ratio',
    deviceAggregation: 'mean',
    threshold: { warn: 0.5, bad: 2, source: `${USE_LINUX}: run_delay of schedstat; ${OWN_FIGURE}` },
    sources: [nodeExporter(rate('node_schedstat_waiting_seconds_total'), { device: CPU })],
    proc: '/proc/schedstat',
    whenUnmeasured: 'Needs a kernel with CONFIG_SCHEDSTATS, which makes /proc/schedstat.',
  }),
  defineMetric('cpu', 'saturation', 'runnable', {
    title: 'Runnable tasks per CPU',
    unit: 'ratio',
    threshold: { warn: 1, bad: 2, source: `${USE_LINUX}: more runnable tasks than CPUs; bad: ${OWN_FIGURE}` },
    sources: [
      nodeExporter(
        ratio(
          gauge('node_procs_running'),
          count(EXPORTER_SECONDS, { where: [{ labels: MODE, in: ['idle'] }], sumOver: CPU_LABELS }),
        ),
      ),
    ],
    proc: '/proc/stat',
    whenUnmeasured: 'Run node_exporter with its stat and cpu collectors, or the own collector.',
  }),
  defineMetric('cpu', 'saturation', 'steal', {
    title: 'CPU time taken by the hypervisor',
    unit: 'ratio',
    deviceAggregation: 'mean',
    threshold: {
      warn: 0.05,
      bad: 0.2,
      source: `Time another guest had while this one wanted it: ${USE_SATURATION}; ${OWN_FIGURE}`,
    },
    sources: stealSources,
    proc: '/proc/stat',
    whenUnmeasured: RUN_COLLECTOR,
  }),
  defineMetric('cpu', 'saturation', 'load', {
    title: 'Load average, 1 minute (also counts uninterruptible I/O: never judged)',
    unit: 'items',
    sources: [
      nodeExporter(gauge('node_load1')),
      otel(gauge(otelNames('system.cpu.load_average.1m', 'system_cpu_load_average_1m'))),
    ],
    proc: '/proc/loadavg',
    whenUnmeasured: RUN_COLLECTOR,
  }),
]

const errors = [
  defineMetric('cpu', 'errors', 'throttles', {
    title: 'Thermal throttles',
    unit: 'per_second',
    threshold: { warn: ANY_EVENT, bad: 1, source: `${USE_ERRORS}; bad: ${OWN_FIGURE}` },
    sources: [
      nodeExporter(
        sum(
          rate('node_cpu_core_throttles_total', { sumOver: ['core', 'package'] }),
          rate('node_cpu_package_throttles_total', { sumOver: ['package'] }),
        ),
      ),
    ],
    proc: '/sys/devices/system/cpu/cpu*/thermal_throttle',
    whenUnmeasured: 'Only Intel CPUs on bare metal count throttles; virtual machines do not see them.',
  }),
]

export const CPU_RESOURCE: ResourceDefinition = {
  id: 'cpu',
  title: 'CPU',
  devices: 'logical CPU',
  aspects: {
    utilization: { headline: 'cpu.utilization.busy' },
    saturation: { headline: 'cpu.saturation.pressure' },
    errors: { headline: 'cpu.errors.throttles' },
  },
  metrics: [...utilization, ...saturation, ...errors],
}
