import { defineMetric, deviceFrom, nodeExporter, otel, otelLabels, otelNames } from './define'
import { clamped, excess, gauge, max, rate, ratio, sum, type SelectorOptions } from './expression'
import {
  ANY_EVENT,
  OWN_FIGURE,
  PSI_OFF,
  PSI_TRIGGERS,
  RUN_COLLECTOR,
  SIXTY_SECONDS,
  USE_ERRORS,
  USE_LINUX,
} from './figures'
import type { ResourceDefinition } from './types'

const DEVICE = deviceFrom('device')
const OTEL_DEVICE = deviceFrom(...otelLabels('device', 'system.device'))
const DIRECTION = otelLabels('direction', 'disk.io.direction')
/** /proc/diskstats keeps these times as milliseconds in 32 bits. */
const DISK_TIME: SelectorOptions = { wrapsAt: 2 ** 32 / 1000 }
const OTEL_TIME: SelectorOptions = { ...DISK_TIME, sumOver: DIRECTION }

const diskMetrics = [
  defineMetric('disk', 'utilization', 'busy', {
    title: 'Time with I/O in flight',
    unit: 'ratio',
    perDevice: true,
    threshold: {
      warn: 0.6,
      bad: 0.95,
      source: `${SIXTY_SECONDS}: from 60 % latency suffers, near 100 % is saturation`,
    },
    sources: [
      nodeExporter(clamped(rate('node_disk_io_time_seconds_total', DISK_TIME)), { device: DEVICE }),
      otel(clamped(rate(otelNames('system.disk.io_time', 'system_disk_io_time_seconds_total'), OTEL_TIME)), {
        device: OTEL_DEVICE,
      }),
    ],
    proc: '/proc/diskstats',
    whenUnmeasured: RUN_COLLECTOR,
  }),
  defineMetric('disk', 'saturation', 'queue', {
    title: 'Average queue length',
    unit: 'items',
    perDevice: true,
    threshold: {
      warn: 1,
      bad: 10,
      source: `${USE_LINUX}: avgqu-sz above 1; bad: node_exporter mixin, NodeDiskIOSaturation (10)`,
    },
    sources: [
      nodeExporter(rate('node_disk_io_time_weighted_seconds_total', DISK_TIME), { device: DEVICE }),
      otel(
        rate(
          otelNames('system.disk.weighted_io_time', 'system_disk_weighted_io_time_seconds_total'),
          OTEL_TIME,
        ),
        {
          device: OTEL_DEVICE,
        },
      ),
      otel(gauge(otelNames('system.disk.pending_operations', 'system_disk_pending_operations')), {
        device: OTEL_DEVICE,
      }),
    ],
    proc: '/proc/diskstats',
    whenUnmeasured: RUN_COLLECTOR,
  }),
  defineMetric('disk', 'saturation', 'await', {
    title: 'Average time of an I/O, with its wait',
    unit: 'seconds',
    perDevice: true,
    threshold: { warn: 0.05, bad: 0.2, source: `${USE_LINUX}: high await; ${OWN_FIGURE}` },
    sources: [
      nodeExporter(
        ratio(
          sum(
            rate('node_disk_read_time_seconds_total', DISK_TIME),
            rate('node_disk_write_time_seconds_total', DISK_TIME),
          ),
          sum(rate('node_disk_reads_completed_total'), rate('node_disk_writes_completed_total')),
        ),
        { device: DEVICE },
      ),
      otel(
        ratio(
          rate(
            otelNames('system.disk.operation_time', 'system_disk_operation_time_seconds_total'),
            OTEL_TIME,
          ),
          rate(otelNames('system.disk.operations', 'system_disk_operations_total'), { sumOver: DIRECTION }),
        ),
        { device: OTEL_DEVICE },
      ),
    ],
    proc: '/proc/diskstats',
    whenUnmeasured: 'Undefined while a disk does no I/O.',
  }),
]

const pressure = (name: string, title: string, series: string, warn: number, bad: number, figures: string) =>
  defineMetric('disk', 'saturation', name, {
    title,
    unit: 'ratio',
    threshold: { warn, bad, source: figures },
    sources: [nodeExporter(clamped(rate(series)))],
    proc: '/proc/pressure/io',
    whenUnmeasured: PSI_OFF,
  })

const pressures = [
  pressure(
    'pressure',
    'I/O pressure (some)',
    'node_pressure_io_waiting_seconds_total',
    0.15,
    0.5,
    `${PSI_TRIGGERS}; bad: ${OWN_FIGURE}`,
  ),
  pressure(
    'pressure_full',
    'I/O pressure (full)',
    'node_pressure_io_stalled_seconds_total',
    0.05,
    0.3,
    `${PSI_TRIGGERS}; bad: ${OWN_FIGURE}`,
  ),
]

const errors = [
  defineMetric('disk', 'errors', 'failed_members', {
    title: 'Failed or missing members of a RAID',
    unit: 'items',
    perDevice: true,
    threshold: { warn: 1, bad: 1, source: 'node_exporter mixin, NodeRAIDDegraded and NodeRAIDDiskFailure' },
    sources: [
      nodeExporter(
        max(
          gauge('node_md_degraded'),
          excess(
            gauge('node_md_disks_required'),
            gauge('node_md_disks', { where: [{ labels: ['state'], in: ['active'] }] }),
          ),
          gauge('node_md_disks', { where: [{ labels: ['state'], in: ['failed'] }] }),
        ),
        { device: { ...DEVICE, stackedDecide: true } },
      ),
    ],
    proc: '/proc/mdstat',
    whenUnmeasured: 'Only Linux software RAID tells; ask the controller of a hardware RAID.',
  }),
  defineMetric('disk', 'errors', 'io_errors', {
    title: 'Failed I/O',
    unit: 'per_second',
    perDevice: true,
    threshold: { warn: ANY_EVENT, bad: 0.1, source: `${USE_ERRORS}; bad: ${OWN_FIGURE}` },
    sources: [
      nodeExporter(rate('usescope_disk_io_errors_total'), { device: DEVICE }),
      nodeExporter(rate('node_btrfs_device_errors_total', { sumOver: ['type'] }), {
        device: DEVICE,
        ignoredLabels: ['uuid'],
      }),
    ],
    proc: '/sys/block/*/device/ioerr_cnt',
    whenUnmeasured:
      'Only SCSI and SATA disks count their errors (ioerr_cnt), and only the own collector reads it.',
  }),
]

export const DISK_RESOURCE: ResourceDefinition = {
  id: 'disk',
  title: 'Disk',
  devices: 'block device',
  aspects: {
    utilization: { headline: 'disk.utilization.busy' },
    saturation: { headline: 'disk.saturation.queue' },
    errors: { headline: 'disk.errors.failed_members' },
  },
  metrics: [...diskMetrics, ...pressures, ...errors],
}
