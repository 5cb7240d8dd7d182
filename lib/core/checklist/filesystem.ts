import { defineMetric, deviceFrom, nodeExporter, otel, otelLabels, otelNames } from './define'
import { complement, gauge, share, sum, type Expression } from './expression'
import {
  FOUR_HOURS_SECONDS,
  ONE_DAY_SECONDS,
  OWN_FIGURE,
  RUN_COLLECTOR,
  THIRTY_DAYS_SECONDS,
} from './figures'
import type { MetricSource, ResourceDefinition, Threshold } from './types'

const MOUNT = {
  device: deviceFrom('mountpoint'),
  ignoredLabels: ['device', 'fstype', 'device_error'],
}
const OTEL_MOUNT = {
  device: deviceFrom(...otelLabels('mountpoint', 'system.filesystem.mountpoint')),
  ignoredLabels: otelLabels(
    'device',
    'system.device',
    'type',
    'system.filesystem.type',
    'mode',
    'system.filesystem.mode',
  ),
}
const STATE = otelLabels('state', 'system.filesystem.state')
/** Systems that are built as an image keep these mounts read-only on purpose. */
const READ_ONLY_BY_DESIGN = ['/usr', '/boot', '/nix/store', '/sysroot']
const MIXIN_LEFT: Threshold = {
  warn: 0.95,
  bad: 0.97,
  source: 'node_exporter mixin, NodeFilesystemAlmostOutOfSpace and …OutOfFiles (5 % and 3 % left)',
}

const otelUsed = (names: readonly string[]): MetricSource =>
  otel(
    share(gauge(names, { where: [{ labels: STATE, in: ['used'] }] }), gauge(names, { sumOver: STATE })),
    OTEL_MOUNT,
  )

const OTEL_BYTES = otelNames('system.filesystem.usage', 'system_filesystem_usage_bytes')
const timeToFull: Expression = {
  form: 'timeToZero',
  of: { names: ['node_filesystem_avail_bytes'] },
  whole: { names: ['node_filesystem_size_bytes'] },
  judgedBelow: 0.4,
  capSeconds: THIRTY_DAYS_SECONDS,
}
const otelTimeToFull: Expression = {
  form: 'timeToZero',
  of: { names: OTEL_BYTES, where: [{ labels: STATE, in: ['free'] }] },
  whole: { names: OTEL_BYTES, sumOver: STATE },
  judgedBelow: 0.4,
  capSeconds: THIRTY_DAYS_SECONDS,
}

const metrics = [
  defineMetric('filesystem', 'utilization', 'used', {
    title: 'Space used',
    unit: 'ratio',
    perDevice: true,
    threshold: MIXIN_LEFT,
    sources: [
      nodeExporter(
        complement(share(gauge('node_filesystem_avail_bytes'), gauge('node_filesystem_size_bytes'))),
        MOUNT,
      ),
      otelUsed(OTEL_BYTES),
      otel(
        gauge(otelNames('system.filesystem.utilization', 'system_filesystem_utilization_ratio')),
        OTEL_MOUNT,
      ),
    ],
    proc: 'statvfs of the mounts in /proc/self/mounts',
    whenUnmeasured: RUN_COLLECTOR,
  }),
  defineMetric('filesystem', 'utilization', 'inodes', {
    title: 'Inodes used',
    unit: 'ratio',
    perDevice: true,
    threshold: MIXIN_LEFT,
    sources: [
      nodeExporter(
        complement(share(gauge('node_filesystem_files_free'), gauge('node_filesystem_files'))),
        MOUNT,
      ),
      otelUsed(otelNames('system.filesystem.inodes.usage', 'system_filesystem_inodes_usage')),
    ],
    proc: 'statvfs of the mounts in /proc/self/mounts',
    whenUnmeasured: 'Filesystems without a fixed number of inodes (btrfs, vfat) have none to run out of.',
  }),
  defineMetric('filesystem', 'saturation', 'time_to_full', {
    title: 'Time to full at the present rate (30 days: later, or less than 60 % used)',
    unit: 'seconds',
    higherIsWorse: false,
    perDevice: true,
    judgedBy: 'mean',
    threshold: {
      warn: ONE_DAY_SECONDS,
      bad: FOUR_HOURS_SECONDS,
      source: 'node_exporter mixin, NodeFilesystemSpaceFillingUp (24 h and 4 h, below 40 % left)',
    },
    sources: [nodeExporter(timeToFull, MOUNT), otel(otelTimeToFull, OTEL_MOUNT)],
    proc: 'statvfs of the mounts in /proc/self/mounts',
    whenUnmeasured: RUN_COLLECTOR,
  }),
  defineMetric('filesystem', 'errors', 'failed', {
    title: 'Read-only or failing',
    unit: 'items',
    perDevice: true,
    threshold: { warn: 1, bad: 2, source: `1: read-only, or statvfs failed; 2: both; ${OWN_FIGURE}` },
    sources: [
      nodeExporter(
        sum(
          gauge('node_filesystem_readonly', {
            where: [{ labels: ['mountpoint'], notIn: READ_ONLY_BY_DESIGN }],
          }),
          gauge('node_filesystem_device_error'),
        ),
        MOUNT,
      ),
    ],
    proc: '/proc/self/mounts',
    whenUnmeasured: 'Run node_exporter or the own collector; hostmetrics does not tell.',
  }),
]

export const FILESYSTEM_RESOURCE: ResourceDefinition = {
  id: 'filesystem',
  title: 'Filesystem',
  devices: 'mount',
  aspects: {
    utilization: { headline: 'filesystem.utilization.used' },
    saturation: { headline: 'filesystem.saturation.time_to_full' },
    errors: { headline: 'filesystem.errors.failed' },
  },
  metrics,
}
