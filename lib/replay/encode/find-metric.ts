import type { MetricHistory } from '../../core/fleet-history'
import type { Replay } from '../make-replay'
import type { FindMetric } from './node-sources'

type Rows = ReadonlyMap<string, Float32Array>

/** The rows of each node by metric and device. */
export class MetricIndex {
  private readonly rowsOfNode: readonly Map<string, Float32Array>[]
  /** Devices of the metrics that are told by device. */
  readonly devices: readonly string[]

  constructor({ nodes, metrics }: Pick<Replay, 'nodes' | 'metrics'>) {
    this.rowsOfNode = nodes.map(() => new Map<string, Float32Array>())
    for (const history of metrics) this.add(history)
    const devices = new Set(metrics.flatMap(({ rows }) => rows.map(({ device }) => device)))
    this.devices = [...devices].filter((device) => device !== '')
  }

  private add({ metric, rows, values, stepCount }: MetricHistory): void {
    rows.forEach(({ node, device }, row) => {
      this.rowsOfNode[node]?.set(
        keyOf(metric, device),
        values.subarray(row * stepCount, (row + 1) * stepCount),
      )
    })
  }

  of(node: number): FindMetric {
    const rows: Rows = this.rowsOfNode[node] ?? new Map()
    return (metric, device = '') => {
      const row = rows.get(keyOf(metric, device))
      return row && ((step) => row[step] ?? NaN)
    }
  }
}

const keyOf = (metric: string, device: string): string => `${metric}{${device}}`
