import { defineMetric, nodeExporter, otel, otelLabels, otelNames } from './define'
import { clamped, gauge, rate, ratio, type Expression } from './expression'
import { OWN_FIGURE, USE_ERRORS, USE_SATURATION } from './figures'
import type { Aspect, ResourceDefinition } from './types'

const NO_SOURCE =
  'Run node_exporter with its netstat collector, or the own collector; hostmetrics only counts connections.'

const events = (aspect: Aspect, name: string, title: string, series: string, warn: number, bad: number) =>
  defineMetric('tcp', aspect, name, {
    title,
    unit: 'per_second',
    threshold: { warn, bad, source: `${aspect === 'errors' ? USE_ERRORS : USE_SATURATION}; ${OWN_FIGURE}` },
    sources: [nodeExporter(rate(series))],
    proc: '/proc/net/snmp, /proc/net/netstat',
    whenUnmeasured: NO_SOURCE,
  })

const retransmitted: Expression = clamped(
  ratio(rate('node_netstat_Tcp_RetransSegs'), rate('node_netstat_Tcp_OutSegs')),
)

export const TCP_RESOURCE: ResourceDefinition = {
  id: 'tcp',
  title: 'TCP',
  devices: null,
  aspects: {
    utilization: {
      headline: null,
      notApplicable: 'TCP has no capacity to fill; its established connections are on the node page.',
    },
    saturation: { headline: 'tcp.saturation.retransmits' },
    errors: { headline: 'tcp.errors.in_errors' },
  },
  metrics: [
    defineMetric('tcp', 'utilization', 'established', {
      title: 'Established connections',
      unit: 'items',
      sources: [
        nodeExporter(gauge('node_netstat_Tcp_CurrEstab')),
        otel(
          gauge(otelNames('system.network.connections', 'system_network_connections'), {
            where: [
              { labels: otelLabels('protocol', 'network.transport'), in: ['tcp'] },
              {
                labels: otelLabels('state', 'network.connection.state', 'system.network.state'),
                in: ['ESTABLISHED', 'established'],
              },
            ],
          }),
        ),
      ],
      proc: '/proc/net/snmp',
      whenUnmeasured: NO_SOURCE,
    }),
    defineMetric('tcp', 'saturation', 'retransmits', {
      title: 'Segments retransmitted, of those sent',
      unit: 'ratio',
      threshold: { warn: 0.01, bad: 0.05, source: `${USE_SATURATION}; ${OWN_FIGURE}` },
      sources: [nodeExporter(retransmitted)],
      proc: '/proc/net/snmp',
      whenUnmeasured: NO_SOURCE,
    }),
    events(
      'saturation',
      'listen_overflows',
      'Connections lost to a full accept queue',
      'node_netstat_TcpExt_ListenOverflows',
      0.01,
      1,
    ),
    events('saturation', 'syn_retransmits', 'SYN retransmitted', 'node_netstat_TcpExt_TCPSynRetrans', 0.1, 5),
    events('saturation', 'timeouts', 'Retransmission timeouts', 'node_netstat_TcpExt_TCPTimeouts', 1, 20),
    events('errors', 'in_errors', 'Segments received in error', 'node_netstat_Tcp_InErrs', 0.01, 1),
    events('errors', 'resets_sent', 'Resets sent', 'node_netstat_Tcp_OutRsts', 10, 100),
  ],
}
