import { cpuShareSources } from './cpu'
import { defineMetric, nodeExporter } from './define'
import { clamped, rate } from './expression'
import { OWN_FIGURE, PSI_TRIGGERS, RUN_COLLECTOR } from './figures'
import type { ResourceDefinition } from './types'

const interruptSources = cpuShareSources(['irq', 'softirq'], ['interrupt', 'softirq'])

export const IRQ_RESOURCE: ResourceDefinition = {
  id: 'irq',
  title: 'Interrupts',
  devices: null,
  aspects: {
    utilization: { headline: 'irq.utilization.time' },
    saturation: { headline: 'irq.saturation.pressure_full' },
    errors: { headline: null, notApplicable: 'Interrupts that fail are errors of their device.' },
  },
  metrics: [
    defineMetric('irq', 'utilization', 'time', {
      title: 'CPU time in interrupts',
      unit: 'ratio',
      deviceAggregation: 'mean',
      threshold: { warn: 0.2, bad: 0.5, source: OWN_FIGURE },
      sources: interruptSources,
      proc: '/proc/stat',
      whenUnmeasured: RUN_COLLECTOR,
    }),
    defineMetric('irq', 'utilization', 'hottest', {
      title: 'CPU time in interrupts of the CPU with most of them',
      unit: 'ratio',
      threshold: { warn: 0.5, bad: 0.9, source: `Interrupts bound to one CPU fill it first; ${OWN_FIGURE}` },
      sources: interruptSources,
      proc: '/proc/stat',
      whenUnmeasured: RUN_COLLECTOR,
    }),
    defineMetric('irq', 'saturation', 'pressure_full', {
      title: 'Interrupt pressure (full)',
      unit: 'ratio',
      threshold: { warn: 0.05, bad: 0.2, source: `${PSI_TRIGGERS}; bad: ${OWN_FIGURE}` },
      sources: [nodeExporter(clamped(rate('node_pressure_irq_stalled_seconds_total')))],
      proc: '/proc/pressure/irq',
      whenUnmeasured:
        'Needs Linux 6.1 or newer with CONFIG_IRQ_TIME_ACCOUNTING and PSI on, and node_exporter 1.9 or newer or the own collector.',
    }),
  ],
}
