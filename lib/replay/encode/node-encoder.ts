import type { PlannedNode } from '../fleet/plan-fleet'
import type { Replay } from '../make-replay'
import type { MetricIndex } from './find-metric'
import { nodeSources, type NodeSource, type ValueAt } from './node-sources'
import { collectorSources } from './collector-sources'
import { failureSources } from './failure-sources'
import { probeSources } from './probe-sources'
import { encodeLabels, type RequestWriter } from './request-writer'

/** Steps from `from` to before `to`. */
export interface Slice {
  from: number
  to: number
}

const JOB = 'demo-node'
/** Every node has it while it is heard of at all. */
const HEARTBEAT = 'cpu.utilization.busy'

/** What the heartbeat of a node tells about it; each of its series would only repeat it. */
export const labelsOfNode = ({ region, zone, role }: PlannedNode): Record<string, string> => ({
  job: JOB,
  region: region.name,
  role,
  zone,
})

const labelFields = (node: PlannedNode, { name, labels = {} }: NodeSource): Buffer => {
  const all = { __name__: name, cluster: node.cluster, instance: node.name, job: JOB, ...labels }
  return encodeLabels(Object.entries(all).sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** The scrapes of one node, slice after slice: counters go on where the slice before ended. */
export class NodeEncoder {
  private readonly sources: readonly NodeSource[]
  private readonly labels: readonly Buffer[]
  private readonly totals: Float64Array
  private readonly isHeard: ValueAt
  /** The place of its scrapes in a step, as no scraper asks all at once. */
  private readonly offsetMs: number
  private lastMs = NaN
  private life = -1
  private readonly steps: number[] = []
  private readonly secondsBefore: number[] = []
  private readonly isReset: boolean[] = []
  private readonly column

  constructor(
    private readonly replay: Replay,
    private readonly node: PlannedNode,
    index: MetricIndex,
    longestSlice: number,
  ) {
    const find = index.of(node.index)
    this.sources = [
      ...nodeSources(node, find, index.devices),
      ...probeSources(replay, node),
      ...failureSources(replay, node),
      ...collectorSources(replay, node),
    ]
    this.labels = this.sources.map((source) => labelFields(node, source))
    this.totals = new Float64Array(this.sources.length)
    this.isHeard = find(HEARTBEAT) ?? (() => NaN)
    this.offsetMs = (node.index * 7919) % (replay.stepMs - 1000)
    this.column = {
      timesMs: new Float64Array(longestSlice),
      values: new Float64Array(longestSlice),
      count: 0,
    }
  }

  get seriesCount(): number {
    return this.sources.length
  }

  /** Writes the samples of a slice, and answers how many. */
  write(slice: Slice, writer: RequestWriter): number {
    this.scrape(slice)
    let samples = 0
    this.sources.forEach((source, series) => {
      this.fill(source, series)
      const labels = this.labels[series]
      if (this.column.count === 0 || labels === undefined) return
      writer.add(labels, this.column)
      samples += this.column.count
    })
    return samples
  }

  /** Counts on over a slice that nobody needs to be told again. */
  skip(slice: Slice): void {
    this.scrape(slice)
    this.sources.forEach((source, series) => {
      if (source.kind === 'counter') this.fill(source, series)
    })
  }

  timeOf(step: number): number {
    return this.replay.startMs + step * this.replay.stepMs + this.offsetMs
  }

  /** When the node is heard of in a slice, and since when before. */
  private scrape({ from, to }: Slice): void {
    this.steps.length = this.secondsBefore.length = this.isReset.length = 0
    for (let step = from; step < to; step += 1) {
      if (Number.isNaN(this.isHeard(step))) continue
      const timeMs = this.timeOf(step)
      const life = this.node.lives.findLastIndex(({ launchMs }) => launchMs <= timeMs)
      this.steps.push(step)
      this.secondsBefore.push(Number.isNaN(this.lastMs) ? 0 : (timeMs - this.lastMs) / 1000)
      this.isReset.push(life !== this.life)
      this.life = life
      this.lastMs = timeMs
    }
  }

  private fill(source: NodeSource, series: number): void {
    const { timesMs, values } = this.column
    let count = 0
    let total = this.totals[series] ?? 0
    this.steps.forEach((step, at) => {
      const value = source.at(step)
      if (Number.isNaN(value)) return
      if (source.kind === 'counter') {
        total = this.isReset[at] === true ? 0 : total + value * (this.secondsBefore[at] ?? 0)
        values[count] = Math.round(total * source.parts) / source.parts
      } else values[count] = value
      timesMs[count] = this.timeOf(step)
      count += 1
    })
    this.totals[series] = total
    this.column.count = count
  }
}
