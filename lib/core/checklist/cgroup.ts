import { defineMetric, exporter, otel, otelLabels, otelNames } from './define'
import { clamped, gauge, rate, ratio, type Expression, type SelectorOptions } from './expression'
import { ANY_EVENT, OOMD, OWN_FIGURE, PSI_TRIGGERS, USE_ERRORS } from './figures'
import type { DeviceNaming, MetricSource, ResourceDefinition } from './types'

const NO_SOURCE = 'Send the metrics of cAdvisor or of the kubelet (/metrics/cadvisor).'
const NO_PRESSURE =
  'Needs cgroup v2 with PSI on, and a kubelet or cAdvisor that reports it (feature KubeletPSI).'
const IGNORED = ['id', 'image', 'name']
const POD: DeviceNaming = { labels: [['namespace'], ['pod'], ['container']] }
const PLAIN: DeviceNaming = { labels: [['name']] }
const OTEL_POD: DeviceNaming = {
  labels: [otelLabels('k8s.namespace.name'), otelLabels('k8s.pod.name'), otelLabels('k8s.container.name')],
}

type Build = (options: SelectorOptions) => Expression

/** Containers of pods, and containers that no pod holds. */
const cadvisor = (build: Build): readonly MetricSource[] => [
  exporter(build({ where: [{ labels: ['container'], notIn: ['', 'POD'] }] }), {
    device: POD,
    ignoredLabels: IGNORED,
  }),
  exporter(
    build({
      where: [
        { labels: ['pod'], in: [''] },
        { labels: ['name'], notIn: [''] },
      ],
    }),
    {
      device: PLAIN,
      ignoredLabels: ['id', 'image'],
    },
  ),
]

const usage = (name: string, title: string, build: Build, otelSources: readonly string[]) =>
  defineMetric('cgroup', 'utilization', name, {
    title,
    unit: 'ratio',
    perDevice: true,
    threshold: { warn: 0.8, bad: 0.95, source: OWN_FIGURE },
    sources: [...cadvisor(build), otel(gauge(otelSources), { device: OTEL_POD })],
    proc: '/sys/fs/cgroup/**/{cpu.stat,memory.current,memory.max}',
    whenUnmeasured: `${NO_SOURCE} Undefined without a limit.`,
  })

const pressure = (kind: string, warn: number, bad: number, source: string) =>
  defineMetric('cgroup', 'saturation', `${kind}_pressure`, {
    title: `Pressure of ${kind} (some)`,
    unit: 'ratio',
    perDevice: true,
    threshold: { warn, bad, source },
    sources: cadvisor((options) =>
      clamped(rate(`container_pressure_${kind}_waiting_seconds_total`, options)),
    ),
    proc: `/sys/fs/cgroup/**/${kind}.pressure`,
    whenUnmeasured: NO_PRESSURE,
  })

export const CGROUP_RESOURCE: ResourceDefinition = {
  id: 'cgroup',
  title: 'Containers',
  devices: 'container',
  aspects: {
    utilization: { headline: 'cgroup.utilization.memory' },
    saturation: { headline: 'cgroup.saturation.memory_pressure' },
    errors: { headline: 'cgroup.errors.oom_kills' },
  },
  metrics: [
    usage(
      'memory',
      'Memory in use, of the limit',
      (options) =>
        ratio(
          gauge('container_memory_working_set_bytes', options),
          gauge('container_spec_memory_limit_bytes', options),
        ),
      otelNames(
        'k8s.container.memory_limit_utilization',
        'k8s_container_memory_limit_utilization',
        'k8s_container_memory_limit_utilization_ratio',
      ),
    ),
    usage(
      'cpu',
      'CPU used, of the limit',
      (options) =>
        ratio(
          rate('container_cpu_usage_seconds_total', { ...options, sumOver: ['cpu'] }),
          ratio(gauge('container_spec_cpu_quota', options), gauge('container_spec_cpu_period', options)),
        ),
      otelNames(
        'k8s.container.cpu_limit_utilization',
        'k8s_container_cpu_limit_utilization',
        'k8s_container_cpu_limit_utilization_ratio',
      ),
    ),
    pressure('memory', 0.05, 0.6, `warn: ${PSI_TRIGGERS}; bad: ${OOMD}, DefaultMemoryPressureLimit (60 %)`),
    pressure('cpu', 0.15, 0.5, `${PSI_TRIGGERS}; bad: ${OWN_FIGURE}`),
    pressure('io', 0.15, 0.5, `${PSI_TRIGGERS}; bad: ${OWN_FIGURE}`),
    defineMetric('cgroup', 'saturation', 'throttled', {
      title: 'Periods in which the CPU limit stopped it',
      unit: 'ratio',
      perDevice: true,
      threshold: {
        warn: 0.25,
        bad: 0.5,
        source: `kubernetes-mixin, CPUThrottlingHigh (25 %); bad: ${OWN_FIGURE}`,
      },
      sources: cadvisor((options) =>
        clamped(
          ratio(
            rate('container_cpu_cfs_throttled_periods_total', options),
            rate('container_cpu_cfs_periods_total', options),
          ),
        ),
      ),
      proc: '/sys/fs/cgroup/**/cpu.stat',
      whenUnmeasured: `${NO_SOURCE} Undefined without a limit.`,
    }),
    defineMetric('cgroup', 'errors', 'oom_kills', {
      title: 'Processes killed at the memory limit',
      unit: 'per_second',
      perDevice: true,
      threshold: { warn: ANY_EVENT, bad: ANY_EVENT, source: `${USE_ERRORS}; a kill loses work` },
      sources: cadvisor((options) => rate('container_oom_events_total', options)),
      proc: '/sys/fs/cgroup/**/memory.events',
      whenUnmeasured: NO_SOURCE,
    }),
  ],
}
