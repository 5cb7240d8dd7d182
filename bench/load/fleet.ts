import type { Column } from '@/lib/core/series'
import { FLEET_SHAPES, createRandom, sampleNode } from '@/lib/store/sample-fleet'

/** `decimal`: what node_exporter tells. `arbitrary`: gauges that use every bit of a double. */
export type ValueKind = 'decimal' | 'arbitrary'

export interface FleetSpan {
  nodes: number
  startMs: number
  ticks: number
  stepMs: number
  kind: ValueKind
}

type Labels = [string, string][]

/** A series that says with its labels what the machine is. */
const MACHINE = {
  __name__: 'node_uname_info',
  domainname: '(none)',
  machine: 'x86_64',
  release: '6.1.0-18-amd64',
  sysname: 'Linux',
  version: '#1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01)',
}

export const SERIES_PER_NODE = FLEET_SHAPES.length + 1

export const instanceOf = (node: number): string => `node-${String(node).padStart(4, '0')}.eu-1.example:9100`

/** The label sets of a node as a Prometheus sends them: sorted by name. */
export const labelsOfNode = (node: number): Labels[] => [
  ...FLEET_SHAPES.map(({ name, labels }) => sorted({ __name__: name, ...targetOf(node), ...labels })),
  sorted({ ...MACHINE, ...targetOf(node), nodename: `node-${node}` }),
]

const targetOf = (node: number) => ({ instance: instanceOf(node), job: 'node' })

const sorted = (labels: Readonly<Record<string, string>>): Labels =>
  Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))

/** The samples of a node, index-parallel to its labels; the same seed gives the same fleet. */
export function columnsOfNode(node: number, { startMs, ticks, stepMs, kind }: FleetSpan): Column[] {
  const seed = 1000 + node
  const columns = sampleNode(seed, startMs, ticks, stepMs)
  const timesMs = columns[0]?.timesMs ?? new Float64Array(ticks)
  const all = [...columns, { timesMs, values: new Float64Array(ticks).fill(1) }]
  return kind === 'decimal' ? all : all.map((column) => withArbitraryValues(column, seed))
}

function withArbitraryValues({ timesMs, values }: Column, seed: number): Column {
  const random = createRandom(seed)
  const mean = 1 + (values[0] ?? 0)
  return { timesMs, values: values.map(() => mean * (0.9 + 0.2 * (random() + random() / 2 ** 32))) }
}
