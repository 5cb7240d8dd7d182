import { defineMetric, deviceFrom, nodeExporter, otel, otelLabels, otelNames } from './define'
import { gauge, max, rate, ratio, sum, type SelectorOptions } from './expression'
import { ANY_EVENT, OWN_FIGURE, RUN_COLLECTOR, USE_BUSY, USE_ERRORS, USE_SATURATION } from './figures'
import type { ResourceDefinition } from './types'

const DEVICE = { device: deviceFrom('device') }
const OTEL_DEVICE = { device: deviceFrom(...otelLabels('device', 'network.interface.name', 'system.device')) }
const DIRECTION = otelLabels('direction', 'network.io.direction')
/** 32-bit kernels and some drivers keep these in 32 bits. */
const WORD: SelectorOptions = { wrapsAt: 2 ** 32 }
const SOFTNET: SelectorOptions = { sumOver: ['cpu'], wrapsAt: 2 ** 32 }
const OTEL_IO = otelNames('system.network.io', 'system_network_io_bytes_total')

const throughput = (name: string, title: string, series: string, direction: string) =>
  defineMetric('network', 'utilization', name, {
    title,
    unit: 'bytes_per_second',
    perDevice: true,
    sources: [
      nodeExporter(rate(series, WORD), DEVICE),
      otel(rate(OTEL_IO, { where: [{ labels: DIRECTION, in: [direction] }] }), OTEL_DEVICE),
    ],
    proc: '/proc/net/dev',
    whenUnmeasured: RUN_COLLECTOR,
  })

const utilization = [
  defineMetric('network', 'utilization', 'bandwidth', {
    title: 'Link used, the busier direction',
    unit: 'ratio',
    perDevice: true,
    threshold: { warn: 0.7, bad: 0.9, source: `${USE_BUSY}; bad: ${OWN_FIGURE}` },
    sources: [
      nodeExporter(
        ratio(
          max(
            rate('node_network_receive_bytes_total', WORD),
            rate('node_network_transmit_bytes_total', WORD),
          ),
          gauge('node_network_speed_bytes'),
        ),
        DEVICE,
      ),
    ],
    proc: '/proc/net/dev, /sys/class/net/*/speed',
    whenUnmeasured:
      'The link speed is unknown: virtual interfaces have none, and hostmetrics does not send it. The bytes per second are on the node page.',
  }),
  throughput('receive', 'Received', 'node_network_receive_bytes_total', 'receive'),
  throughput('transmit', 'Transmitted', 'node_network_transmit_bytes_total', 'transmit'),
]

const saturation = [
  defineMetric('network', 'saturation', 'drops', {
    title: 'Packets dropped',
    unit: 'per_second',
    perDevice: true,
    threshold: { warn: 1, bad: 100, source: `${USE_SATURATION}; ${OWN_FIGURE}` },
    sources: [
      nodeExporter(
        sum(rate('node_network_receive_drop_total', WORD), rate('node_network_transmit_drop_total', WORD)),
        DEVICE,
      ),
      otel(
        rate(
          otelNames(
            'system.network.dropped',
            'system.network.packet.dropped',
            'system_network_dropped_total',
            'system_network_packet_dropped_total',
          ),
          { sumOver: DIRECTION },
        ),
        OTEL_DEVICE,
      ),
    ],
    proc: '/proc/net/dev',
    whenUnmeasured: RUN_COLLECTOR,
  }),
  defineMetric('network', 'saturation', 'softnet_drops', {
    title: 'Packets dropped because a CPU’s backlog was full',
    unit: 'per_second',
    threshold: { warn: ANY_EVENT, bad: 10, source: `${USE_SATURATION}; bad: ${OWN_FIGURE}` },
    sources: [nodeExporter(rate('node_softnet_dropped_total', SOFTNET))],
    proc: '/proc/net/softnet_stat',
    whenUnmeasured: 'Run node_exporter or the own collector; hostmetrics does not tell.',
  }),
  defineMetric('network', 'saturation', 'softnet_squeezes', {
    title: 'Times a CPU ran out of budget for packets',
    unit: 'per_second',
    threshold: { warn: 10, bad: 1000, source: `${USE_SATURATION}; ${OWN_FIGURE}` },
    sources: [nodeExporter(rate('node_softnet_times_squeezed_total', SOFTNET))],
    proc: '/proc/net/softnet_stat',
    whenUnmeasured: 'Run node_exporter or the own collector; hostmetrics does not tell.',
  }),
]

const errors = [
  defineMetric('network', 'errors', 'errors', {
    title: 'Receive and transmit errors',
    unit: 'per_second',
    perDevice: true,
    threshold: { warn: ANY_EVENT, bad: 10, source: `${USE_ERRORS}; bad: ${OWN_FIGURE}` },
    sources: [
      nodeExporter(
        sum(rate('node_network_receive_errs_total', WORD), rate('node_network_transmit_errs_total', WORD)),
        DEVICE,
      ),
      otel(
        rate(otelNames('system.network.errors', 'system_network_errors_total'), { sumOver: DIRECTION }),
        OTEL_DEVICE,
      ),
    ],
    proc: '/proc/net/dev',
    whenUnmeasured: RUN_COLLECTOR,
  }),
  defineMetric('network', 'errors', 'carrier_changes', {
    title: 'Times the link went up or down',
    unit: 'per_second',
    perDevice: true,
    threshold: { warn: ANY_EVENT, bad: 0.1, source: `${USE_ERRORS}; bad: ${OWN_FIGURE}` },
    sources: [nodeExporter(rate('node_network_carrier_changes_total'), DEVICE)],
    proc: '/sys/class/net/*/carrier_changes',
    whenUnmeasured: 'Run node_exporter or the own collector; hostmetrics does not tell.',
  }),
]

export const NETWORK_RESOURCE: ResourceDefinition = {
  id: 'network',
  title: 'Network',
  devices: 'interface',
  aspects: {
    utilization: { headline: 'network.utilization.bandwidth' },
    saturation: { headline: 'network.saturation.drops' },
    errors: { headline: 'network.errors.errors' },
  },
  metrics: [...utilization, ...saturation, ...errors],
}
