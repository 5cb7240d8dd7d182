import { snapWindow } from '../../contract/window'
import type { MetricId } from '../../core/checklist/types'
import { standingBefore } from '../../core/outages/standing'
import type { Window } from '../../core/series'
import { BUCKET_MS, DAY_MS } from '../../core/times'
import type { NodeRow } from '../../store/nodes'
import type { Snapshot } from '../../store/snapshot'
import { readHeatMatrix } from '../read-heat-matrix'

const THROUGHPUT: readonly MetricId[] = ['network.utilization.receive', 'network.utilization.transmit']

/** How the throughput of a node stood at a moment, against its own day before. */
export type StandingOf = (node: number, atMs: number) => number | null

/** From five-minute means of what was received and sent. */
export const readStandings = async (
  snapshot: Snapshot,
  { fromMs, toMs }: Window,
  nodes: readonly NodeRow[],
): Promise<StandingOf> => {
  const window = snapWindow({ fromMs: fromMs - DAY_MS, toMs }, BUCKET_MS)
  const stepCount = Math.round((window.toMs - window.fromMs) / BUCKET_MS)
  const totals = new Float32Array(nodes.length * stepCount)
  for (const metric of THROUGHPUT) {
    const stepped = { window, stepMs: BUCKET_MS, table: 'roll_5m' as const }
    const { count, sum } = await readHeatMatrix(snapshot, stepped, metric, nodes)
    for (let step = 0; step < stepCount; step += 1)
      for (let node = 0; node < nodes.length; node += 1) {
        const from = step * nodes.length + node
        const at = node * stepCount + step
        totals[at] = (totals[at] ?? NaN) + (sum[from] ?? 0) / (count[from] ?? 0)
      }
  }
  return (node, atMs) =>
    standingBefore(
      totals.subarray(node * stepCount, (node + 1) * stepCount),
      Math.floor((atMs - window.fromMs) / BUCKET_MS),
      DAY_MS / BUCKET_MS,
    )
}
