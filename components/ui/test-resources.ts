import type { AspectAnswer, ResourceAnswer } from '@/lib/contract/checklist-answer'

const aspect = (change: Partial<AspectAnswer>): AspectAnswer => ({
  metric: 'cpu.utilization.busy',
  title: 'Busy share',
  unit: 'ratio',
  higherIsWorse: true,
  perDevice: true,
  deviceAggregation: 'worst',
  judgedBy: 'peak',
  warn: 0.7,
  bad: 0.9,
  source: 'a book',
  whenUnmeasured: 'Run a collector.',
  notApplicable: null,
  ...change,
})

const none = aspect({ metric: null, title: '', unit: null, notApplicable: 'There is nothing to count.' })

/** Three resources: one plain, one without errors, one that nobody measures. */
export const describeSampleResources = (): ResourceAnswer[] => [
  {
    id: 'cpu',
    title: 'CPU',
    devices: 'logical CPU',
    aspects: {
      utilization: aspect({}),
      saturation: aspect({ metric: 'cpu.saturation.pressure', title: 'Pressure', perDevice: false }),
      errors: aspect({ metric: 'cpu.errors.throttles', title: 'Throttles', unit: 'per_second' }),
    },
  },
  {
    id: 'disk',
    title: 'Disk',
    devices: 'block device',
    aspects: {
      utilization: aspect({ metric: 'disk.utilization.busy' }),
      saturation: aspect({
        metric: 'disk.saturation.queue',
        title: 'Queue',
        unit: 'items',
        warn: 1,
        bad: 10,
      }),
      errors: none,
    },
  },
  {
    id: 'cgroup',
    title: 'Containers',
    devices: 'container',
    aspects: {
      utilization: aspect({ metric: 'cgroup.utilization.cpu' }),
      saturation: aspect({ metric: 'cgroup.saturation.pressure' }),
      errors: aspect({ metric: 'cgroup.errors.kills', unit: 'per_second' }),
    },
  },
]
