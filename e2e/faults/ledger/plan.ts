import { bitsOf, type WriteSeries } from '@/lib/ingest/remote-write/encode-write-request'
import { mix } from '../random'

/** A node that the ledger's sender plays: the same plan makes the same requests, byte for byte. */
export interface Plan {
  seed: number
  cluster: string
  instance: string
  startMs: number
  stepMs: number
  ticksPerRequest: number
}

const GAUGES = ['node_memory_MemAvailable_bytes', 'ledger_temperature', 'ledger_pressure'] as const
const TOTAL = 'node_memory_MemTotal_bytes'
const TOTAL_BYTES = 2 ** 36
const MODES = ['idle', 'system', 'user'] as const
const CPUS = ['0', '1']

/** The series of a request: some that become metrics of the checklist, some that are only kept. */
export function plannedRequest(plan: Plan, request: number): WriteSeries[] {
  const ticks = Array.from({ length: plan.ticksPerRequest }, (_, at) => request * plan.ticksPerRequest + at)
  const series = (name: string, labels: Record<string, string>, valueAt: (tick: number) => number) => ({
    labels: sortedLabels({ __name__: name, cluster: plan.cluster, instance: plan.instance, ...labels }),
    samples: ticks.map((tick) => ({ timeMs: timeOf(plan, tick), bits: bitsOf(valueAt(tick)) })),
  })
  return [
    series(TOTAL, {}, () => TOTAL_BYTES),
    ...GAUGES.map((name, at) => series(name, {}, (tick) => noise(plan, at, tick) * TOTAL_BYTES)),
    ...CPUS.flatMap((cpu) =>
      MODES.map((mode) =>
        series('node_cpu_seconds_total', { cpu, mode }, (tick) => (tick * plan.stepMs) / 3000 + tick / 7),
      ),
    ),
  ]
}

export const timeOf = (plan: Plan, tick: number): number => plan.startMs + tick * plan.stepMs

/** 0 ≤ n < 1, with all the digits a double has. */
const noise = ({ seed }: Plan, series: number, tick: number): number => {
  const high = mix(mix(seed ^ series) ^ tick)
  return (high + mix(high) / 2 ** 32) / 2 ** 32
}

const sortedLabels = (labels: Record<string, string>): [string, string][] =>
  Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))
