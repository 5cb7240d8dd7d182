import { MINUTE_MS } from '../../core/times'
import type { Random } from '../random'
import type { TrueBurst } from '../truth'
import { rowOf, stepAt, type Canvas } from './canvas'

export type StrainKind = 'disk' | 'cpu' | 'network' | 'retransmits' | 'memory'

/** What rises when something is strained, and how far, when it is strained fully. */
interface Rise {
  metric: string
  by: number
}

const RISES: Readonly<Record<StrainKind, readonly Rise[]>> = {
  disk: [
    { metric: 'disk.utilization.busy', by: 0.92 },
    { metric: 'disk.saturation.queue', by: 18 },
    { metric: 'disk.saturation.pressure', by: 0.45 },
    { metric: 'disk.saturation.pressure_full', by: 0.25 },
    { metric: 'cpu.utilization.iowait', by: 0.25 },
    { metric: 'tasks.saturation.blocked', by: 9 },
  ],
  cpu: [
    { metric: 'cpu.saturation.pressure', by: 0.45 },
    { metric: 'cpu.utilization.busy', by: 0.35 },
    { metric: 'cpu.utilization.hottest', by: 0.5 },
    { metric: 'cpu.utilization.system', by: 0.15 },
  ],
  network: [
    { metric: 'network.utilization.receive', by: 7e7 },
    { metric: 'network.utilization.transmit', by: 7e7 },
    { metric: 'network.saturation.drops', by: 6 },
  ],
  retransmits: [
    { metric: 'tcp.saturation.retransmits', by: 0.07 },
    { metric: 'tcp.saturation.timeouts', by: 14 },
  ],
  memory: [
    { metric: 'memory.saturation.pressure', by: 0.35 },
    { metric: 'memory.saturation.pressure_full', by: 0.22 },
    { metric: 'memory.saturation.major_faults', by: 1400 },
  ],
}

export interface Strain {
  kind: StrainKind
  node: number
  onsetMs: number
  minutes: number
  /** 1 strains it fully. */
  amount: number
}

/** Raises every metric that the strain shows in, and tells which. */
export const strain = (canvas: Canvas, strained: Strain, random: Random): TrueBurst[] => {
  const { node, onsetMs, minutes, amount } = strained
  const endMs = onsetMs + minutes * MINUTE_MS
  return RISES[strained.kind].map(({ metric, by }) => {
    raise(canvas, { metric, node, onsetMs, endMs, by: by * amount }, random)
    return { node, metric, onsetMs, endMs }
  })
}

export interface Raised extends TrueBurst {
  by: number
}

/** A plateau that trembles; a step counts as much as it lies inside. */
export const raise = (canvas: Canvas, raised: Raised, random: Random): void => {
  const row = rowOf(canvas, raised.metric, raised.node)
  const { startMs, stepMs, stepCount } = canvas
  const from = Math.max(0, stepAt(canvas, raised.onsetMs))
  const to = Math.min(stepCount, stepAt(canvas, raised.endMs - 1) + 1)
  for (let step = from; step < to; step += 1) {
    const stepStartMs = startMs + step * stepMs
    const insideMs = Math.min(raised.endMs, stepStartMs + stepMs) - Math.max(raised.onsetMs, stepStartMs)
    row[step] = (row[step] ?? 0) + raised.by * (insideMs / stepMs) * random.between(0.8, 1.1)
  }
}
