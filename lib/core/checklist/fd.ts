import { defineMetric, nodeExporter } from './define'
import { gauge, share } from './expression'
import type { ResourceDefinition } from './types'

export const FD_RESOURCE: ResourceDefinition = {
  id: 'fd',
  title: 'File descriptors',
  devices: null,
  aspects: {
    utilization: { headline: 'fd.utilization.used' },
    saturation: {
      headline: null,
      notApplicable: 'Nothing queues for a file descriptor: opening one fails at once.',
    },
    errors: { headline: null, notApplicable: 'The kernel does not count failed opens.' },
  },
  metrics: [
    defineMetric('fd', 'utilization', 'used', {
      title: 'File handles allocated, of the maximum',
      unit: 'ratio',
      threshold: {
        warn: 0.7,
        bad: 0.9,
        source: 'node_exporter mixin, NodeFileDescriptorLimit (70 % and 90 %)',
      },
      sources: [nodeExporter(share(gauge('node_filefd_allocated'), gauge('node_filefd_maximum')))],
      proc: '/proc/sys/fs/file-nr',
      whenUnmeasured: 'Run node_exporter or the own collector; hostmetrics does not tell.',
    }),
  ],
}
