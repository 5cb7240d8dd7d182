import type { PlannedNode } from '../fleet/plan-fleet'
import type { Replay } from '../make-replay'
import { createRandom } from '../random'
import type { NodeSource, ValueAt } from './node-sources'

/** What a collector takes of its node: of a processor, in bytes, and in seconds of a scrape. */
interface Cost {
  cpu: number
  memoryBytes: number
  scrapeSeconds: number
}

const MEBIBYTE = 2 ** 20
const EXPORTER: Cost = { cpu: 0.004, memoryBytes: 24 * MEBIBYTE, scrapeSeconds: 0.03 }
const PROBE_AGENT: Cost = { cpu: 0.012, memoryBytes: 60 * MEBIBYTE, scrapeSeconds: 0.05 }
/** Its maps are full, and it walks them at each scrape; what its probes take is the time of whoever runs into them. */
const SPINNING: Cost = { cpu: 0.35, memoryBytes: 210 * MEBIBYTE, scrapeSeconds: 1.4 }

type Told = Pick<Replay, 'scenario' | 'options' | 'truth' | 'startMs' | 'stepMs'>

/** What the collectors of a node tell of themselves. */
export const collectorSources = (replay: Told, node: PlannedNode): NodeSource[] => [
  ...sourcesOf(replay, node, 'node_exporter', () => EXPORTER),
  ...(replay.scenario === 'monitoring-probe'
    ? sourcesOf(replay, node, 'probe-agent', probeCost(replay, node))
    : []),
]

const probeCost = ({ truth, startMs, stepMs }: Told, { index }: PlannedNode): ((step: number) => Cost) => {
  const spins = truth.bursts.filter(({ node }) => node === index)
  return (step) => {
    const atMs = startMs + step * stepMs
    return spins.some(({ onsetMs, endMs }) => onsetMs <= atMs && atMs < endMs) ? SPINNING : PROBE_AGENT
  }
}

const sourcesOf = (
  { options }: Told,
  node: PlannedNode,
  collector: string,
  costAt: (step: number) => Cost,
): NodeSource[] => {
  const random = createRandom(options.seed).fork(`${collector} ${node.name}`)
  const shaken =
    (name: string, valueAt: ValueAt): ValueAt =>
    (step) =>
      valueAt(step) * random.fork(`${name} ${step}`).between(0.8, 1.2)
  const labels = { collector }
  return [
    {
      name: 'process_cpu_seconds_total',
      labels,
      kind: 'counter',
      parts: 100,
      at: shaken('cpu', (step) => costAt(step).cpu),
    },
    {
      name: 'process_resident_memory_bytes',
      labels,
      kind: 'gauge',
      parts: 1,
      at: (step) => costAt(step).memoryBytes + (node.index % 8) * MEBIBYTE,
    },
    {
      name: 'scrape_duration_seconds',
      labels,
      kind: 'gauge',
      parts: 1,
      at: shaken('scrape', (step) => costAt(step).scrapeSeconds),
    },
  ]
}
