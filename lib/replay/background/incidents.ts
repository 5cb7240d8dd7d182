import { MINUTE_MS } from '../../core/times'
import type { Stage } from '../stage'
import { strain, type StrainKind } from '../signals/strain'
import type { Truth } from '../truth'

type Background = Truth['background'][number]

const KINDS: readonly [StrainKind, ...StrainKind[]] = ['network', 'cpu', 'memory', 'retransmits']

/** Things that go wrong once, in one cluster, and have nothing to do with anything else. */
export const playBackgroundIncidents = ({ options, canvas, fleet, random }: Stage): Background[] => {
  const one = random.fork('background incidents')
  const clusters = [...new Set(fleet.nodes.map(({ cluster }) => cluster))]
  const count = one.count(options.backgroundIncidentsPerDay * options.days)
  return Array.from({ length: count }, (): Background => {
    const cluster = clusters[one.whole(0, clusters.length)] ?? ''
    const kind = one.pick(KINDS)
    const fromMs = canvas.startMs + Math.floor(one.uniform() * canvas.stepCount) * canvas.stepMs
    const minutes = one.between(10, 40)
    const share = one.between(0.2, 0.6)
    const nodes = fleet.nodes.filter((node) => node.cluster === cluster && one.isTrue(share))
    for (const { index } of nodes) {
      const onsetMs = fromMs + one.between(0, 2) * MINUTE_MS
      strain(canvas, { kind, node: index, onsetMs, minutes, amount: one.between(0.4, 0.9) }, one)
    }
    return {
      name: `${kind} in ${cluster}`,
      span: { fromMs, toMs: fromMs + minutes * MINUTE_MS },
      nodes: nodes.map(({ index }) => index),
    }
  })
}
