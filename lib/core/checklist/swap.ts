import { defineMetric, nodeExporter, otel, otelLabels, otelNames } from './define'
import { complement, gauge, share } from './expression'
import { OWN_FIGURE, RUN_COLLECTOR, USE_SATURATION } from './figures'
import { swappingSources } from './memory'
import type { ResourceDefinition } from './types'

const OTEL_USAGE = otelNames('system.paging.usage', 'system_paging_usage_bytes')
const STATE = otelLabels('state', 'system.paging.state')
const DEVICE = otelLabels('device', 'system.device')
const TOTAL = 'swap.utilization.total_bytes'

export const SWAP_RESOURCE: ResourceDefinition = {
  id: 'swap',
  title: 'Swap',
  devices: null,
  aspects: {
    utilization: { headline: 'swap.utilization.used' },
    saturation: { headline: 'swap.saturation.swapping' },
    errors: { headline: null, notApplicable: 'Errors of swap are errors of the disk it lies on.' },
  },
  metrics: [
    defineMetric('swap', 'utilization', 'used', {
      title: 'Swap used (in use is not pressure: never judged)',
      unit: 'ratio',
      applicability: TOTAL,
      sources: [
        nodeExporter(
          complement(share(gauge('node_memory_SwapFree_bytes'), gauge('node_memory_SwapTotal_bytes'))),
        ),
        otel(
          share(
            gauge(OTEL_USAGE, { where: [{ labels: STATE, in: ['used'] }], sumOver: DEVICE }),
            gauge(OTEL_USAGE, { sumOver: [...STATE, ...DEVICE] }),
          ),
        ),
      ],
      proc: '/proc/meminfo',
      whenUnmeasured: RUN_COLLECTOR,
    }),
    defineMetric('swap', 'utilization', 'total_bytes', {
      title: 'Swap there is (0: swap does not apply to this node)',
      unit: 'bytes',
      sources: [
        nodeExporter(gauge('node_memory_SwapTotal_bytes')),
        otel(gauge(OTEL_USAGE, { sumOver: [...STATE, ...DEVICE] })),
      ],
      proc: '/proc/meminfo',
      whenUnmeasured: RUN_COLLECTOR,
    }),
    defineMetric('swap', 'saturation', 'swapping', {
      title: 'Pages swapped in and out',
      unit: 'per_second',
      applicability: TOTAL,
      threshold: { warn: 1, bad: 100, source: `${USE_SATURATION}; ${OWN_FIGURE}` },
      sources: swappingSources,
      proc: '/proc/vmstat',
      whenUnmeasured: RUN_COLLECTOR,
    }),
  ],
}
