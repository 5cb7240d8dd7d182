import type { MetricId, Unit } from '../checklist/types'

/** What looking at a node may do to it. */
export interface Outcome {
  /** A metric of the checklist, or what callers were made to wait. */
  id: MetricId | 'latency'
  title: string
  unit: Unit
  /** "Nodes … `verb` 3.1 points more `noun`". */
  verb: string
  noun: string
}

/** The first of them is what a tracer is known for; the others are what is felt of it. */
export const OUTCOMES: readonly Outcome[] = [
  {
    id: 'cpu.utilization.system',
    title: 'System time',
    unit: 'ratio',
    verb: 'spend',
    noun: 'system time',
  },
  {
    id: 'cpu.saturation.pressure',
    title: 'Waiting for a CPU',
    unit: 'ratio',
    verb: 'spend',
    noun: 'time waiting for a CPU',
  },
  {
    id: 'latency',
    title: 'Latency (p99)',
    unit: 'seconds',
    verb: 'show',
    noun: 'latency at the 99th percentile',
  },
  {
    id: 'disk.saturation.await',
    title: 'Wait for a disk',
    unit: 'seconds',
    verb: 'show',
    noun: 'waiting for a disk request',
  },
]
