import { defineMetric, nodeExporter, otel, otelLabels, otelNames } from './define'
import { gauge, rate, share, type Expression } from './expression'
import { ANY_EVENT, enableCollector, OWN_FIGURE, RUN_COLLECTOR, USE_ERRORS, USE_SATURATION } from './figures'
import type { ResourceDefinition } from './types'

const OTEL_COUNT = otelNames(
  'system.processes.count',
  'system.process.count',
  'system_processes_count',
  'system_process_count',
)
const STATUS = otelLabels('status', 'process.status', 'system.process.status')
const BUSY = { warn: 0.75, bad: 0.9, source: OWN_FIGURE }

const shareOfLimit = (name: string, title: string, expression: Expression) =>
  defineMetric('tasks', 'utilization', name, {
    title,
    unit: 'ratio',
    threshold: BUSY,
    sources: [nodeExporter(expression)],
    proc: '/proc/loadavg, /proc/sys/kernel/{pid_max,threads-max}',
    whenUnmeasured: enableCollector('processes'),
  })

export const TASKS_RESOURCE: ResourceDefinition = {
  id: 'tasks',
  title: 'Tasks',
  devices: null,
  aspects: {
    utilization: { headline: 'tasks.utilization.pids' },
    saturation: { headline: 'tasks.saturation.blocked' },
    errors: { headline: 'tasks.errors.hung' },
  },
  metrics: [
    shareOfLimit(
      'pids',
      'Process ids used',
      share(gauge('node_processes_pids'), gauge('node_processes_max_processes')),
    ),
    shareOfLimit(
      'threads',
      'Threads used',
      share(gauge('node_processes_threads'), gauge('node_processes_max_threads')),
    ),
    defineMetric('tasks', 'utilization', 'count', {
      title: 'Processes',
      unit: 'items',
      sources: [nodeExporter(gauge('node_processes_pids')), otel(gauge(OTEL_COUNT, { sumOver: STATUS }))],
      proc: '/proc/loadavg',
      whenUnmeasured: enableCollector('processes'),
    }),
    defineMetric('tasks', 'saturation', 'blocked', {
      title: 'Tasks blocked on I/O',
      unit: 'items',
      threshold: { warn: 2, bad: 20, source: `${USE_SATURATION}; ${OWN_FIGURE}` },
      sources: [
        nodeExporter(gauge('node_procs_blocked')),
        otel(gauge(OTEL_COUNT, { where: [{ labels: STATUS, in: ['blocked'] }] })),
      ],
      proc: '/proc/stat',
      whenUnmeasured: RUN_COLLECTOR,
    }),
    defineMetric('tasks', 'errors', 'hung', {
      title: 'Tasks hung for minutes',
      unit: 'per_second',
      threshold: { warn: ANY_EVENT, bad: ANY_EVENT, source: USE_ERRORS },
      sources: [nodeExporter(rate('node_kernel_hung_tasks_total'))],
      proc: '/proc/sys/kernel/hung_task_detect_count',
      whenUnmeasured: `Needs Linux 6.13 or newer. ${enableCollector('kernel_hung')}`,
    }),
    defineMetric('tasks', 'errors', 'failed_forks', {
      title: 'Failed forks',
      unit: 'per_second',
      threshold: { warn: ANY_EVENT, bad: 1, source: `${USE_ERRORS}; bad: ${OWN_FIGURE}` },
      sources: [],
      whenUnmeasured:
        'The kernel keeps no counter: a sender that traces fork() can send it as a native value.',
    }),
  ],
}
