export type Role = 'web' | 'worker' | 'cache' | 'db' | 'proxy'

/** How a metric behaves on an ordinary day: `base + perLoad · load`, shaken by noise. */
export interface MetricModel {
  metric: string
  base: Readonly<Partial<Record<Role, number>>> & { other: number }
  perLoad: number
  /** Deviation of the noise: added to the value, or, where it is skewed, in parts of it. */
  noise: number
  /** Noise that multiplies, so that it has a long tail upwards and never goes below zero. */
  isSkewed?: boolean
  most?: number
  /** Only where pressure is measured. */
  isPressure?: boolean
  /** What is counted: this many times the value is a whole number. */
  wholeTimes?: number
}

const SECONDS_PER_STEP = 60

/** Counted from step to step, and told by the second. */
const counted = (metric: string, base: MetricModel['base'], perLoad: number, noise: number): MetricModel => ({
  ...skewed(metric, base, perLoad, noise),
  wholeTimes: SECONDS_PER_STEP,
})

const constantZero = (metric: string): MetricModel => ({
  metric,
  base: { other: 0 },
  perLoad: 0,
  noise: 0,
  wholeTimes: SECONDS_PER_STEP,
})

const skewed = (
  metric: string,
  base: MetricModel['base'],
  perLoad: number,
  noise: number,
  most = Infinity,
): MetricModel => ({ metric, base, perLoad, noise, isSkewed: true, most })

const pressure = (metric: string, base: number, perLoad: number): MetricModel => ({
  ...skewed(metric, { other: base }, perLoad, 0.5, 1),
  isPressure: true,
})

/** Every metric of a replay; what they show at night, at noon and in between. */
export const METRIC_MODELS: readonly MetricModel[] = [
  { metric: 'cpu.utilization.busy', base: { db: 0.1, other: 0.05 }, perLoad: 0.45, noise: 0.015, most: 1 },
  { metric: 'cpu.utilization.hottest', base: { db: 0.16, other: 0.09 }, perLoad: 0.5, noise: 0.02, most: 1 },
  {
    metric: 'cpu.utilization.system',
    base: { proxy: 0.05, other: 0.015 },
    perLoad: 0.1,
    noise: 0.006,
    most: 1,
  },
  skewed('cpu.utilization.iowait', { db: 0.02, other: 0.004 }, 0.01, 0.4, 1),
  pressure('cpu.saturation.pressure', 0.004, 0.05),
  {
    metric: 'memory.utilization.used',
    base: { db: 0.72, cache: 0.66, other: 0.4 },
    perLoad: 0.12,
    noise: 0.004,
    most: 1,
  },
  pressure('memory.saturation.pressure', 0.0008, 0.002),
  pressure('memory.saturation.pressure_full', 0.0003, 0.0008),
  counted('memory.saturation.major_faults', { db: 4, other: 1.5 }, 3, 0.7),
  constantZero('memory.errors.oom_kills'),
  skewed('disk.utilization.busy', { db: 0.1, other: 0.02 }, 0.08, 0.3, 1),
  skewed('disk.saturation.queue', { db: 0.25, other: 0.04 }, 0.15, 0.4),
  pressure('disk.saturation.pressure', 0.003, 0.01),
  pressure('disk.saturation.pressure_full', 0.0015, 0.004),
  counted('network.utilization.receive', { proxy: 9e6, cache: 5e6, other: 8e5 }, 9e6, 0.12),
  counted('network.utilization.transmit', { proxy: 9e6, cache: 7e6, other: 6e5 }, 8e6, 0.12),
  counted('network.saturation.drops', { other: 0.002 }, 0.01, 0.9),
  constantZero('network.errors.errors'),
  skewed('tcp.saturation.retransmits', { other: 0.0006 }, 0.0009, 0.45, 1),
  counted('tcp.saturation.timeouts', { other: 0.05 }, 0.15, 0.5),
  { ...skewed('tasks.saturation.blocked', { db: 0.5, other: 0.12 }, 0.3, 0.6), wholeTimes: 1 },
  {
    metric: 'filesystem.utilization.used',
    base: { db: 0.62, other: 0.4 },
    perLoad: 0.01,
    noise: 0.0005,
    most: 1,
  },
  /** Follows from what is received and sent. */
  { metric: 'network.utilization.bandwidth', base: { other: 0 }, perLoad: 0, noise: 0 },
]

export const METRICS: readonly string[] = METRIC_MODELS.map(({ metric }) => metric)
