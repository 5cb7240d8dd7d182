import type { PlannedNode } from '../fleet/plan-fleet'
import type { Stage } from '../stage'
import { strain, type StrainKind } from '../signals/strain'

const KINDS: readonly [StrainKind, ...StrainKind[]] = ['disk', 'cpu', 'network', 'retransmits', 'memory']

/** Somebody's query, somebody's copy: at no time in particular, most short and small, a few not. */
export const playRandomBursts = ({ options, canvas, random }: Stage, node: PlannedNode): void => {
  const one = random.fork(`bursts ${node.index}`)
  for (let left = one.count(options.randomBurstsPerNodeDay * options.days); left > 0; left -= 1)
    strain(
      canvas,
      {
        kind: one.pick(KINDS),
        node: node.index,
        onsetMs: canvas.startMs + one.uniform() * canvas.stepCount * canvas.stepMs,
        minutes: Math.min(60, 3 * one.pareto(1.3)),
        amount: Math.min(1, 0.15 * one.pareto(1.2)),
      },
      one,
    )
}
