import { defineMetric, nodeExporter, otel, otelNames } from './define'
import { gauge, rate, share } from './expression'
import { ANY_EVENT, OWN_FIGURE, USE_ERRORS, USE_SATURATION } from './figures'
import type { Aspect, ResourceDefinition } from './types'

const NO_SOURCE = 'Only measured while the kernel module nf_conntrack is loaded.'

const events = (aspect: Aspect, name: string, title: string, series: string, bad: number) =>
  defineMetric('conntrack', aspect, name, {
    title,
    unit: 'per_second',
    threshold: {
      warn: ANY_EVENT,
      bad,
      source: `${aspect === 'errors' ? USE_ERRORS : USE_SATURATION}; bad: ${OWN_FIGURE}`,
    },
    sources: [nodeExporter(rate(series, { wrapsAt: 2 ** 32 }))],
    proc: '/proc/net/stat/nf_conntrack',
    whenUnmeasured: NO_SOURCE,
  })

export const CONNTRACK_RESOURCE: ResourceDefinition = {
  id: 'conntrack',
  title: 'Connection tracking',
  devices: null,
  aspects: {
    utilization: { headline: 'conntrack.utilization.used' },
    saturation: { headline: 'conntrack.saturation.early_drops' },
    errors: { headline: 'conntrack.errors.insert_failures' },
  },
  metrics: [
    defineMetric('conntrack', 'utilization', 'used', {
      title: 'Tracked connections, of the limit',
      unit: 'ratio',
      threshold: {
        warn: 0.75,
        bad: 0.9,
        source: `node_exporter mixin, NodeHighNumberConntrackEntriesUsed (75 %); bad: ${OWN_FIGURE}`,
      },
      sources: [
        nodeExporter(share(gauge('node_nf_conntrack_entries'), gauge('node_nf_conntrack_entries_limit'))),
        otel(
          share(
            gauge(otelNames('system.network.conntrack.count', 'system_network_conntrack_count')),
            gauge(otelNames('system.network.conntrack.max', 'system_network_conntrack_max')),
          ),
        ),
      ],
      proc: '/proc/sys/net/netfilter/nf_conntrack_{count,max}',
      whenUnmeasured: NO_SOURCE,
    }),
    events(
      'saturation',
      'early_drops',
      'Connections dropped to make room',
      'node_nf_conntrack_stat_early_drop',
      10,
    ),
    events('errors', 'insert_failures', 'Failed insertions', 'node_nf_conntrack_stat_insert_failed', 10),
    events('errors', 'drops', 'Packets dropped for want of an entry', 'node_nf_conntrack_stat_drop', 1),
  ],
}
