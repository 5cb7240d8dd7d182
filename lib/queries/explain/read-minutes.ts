import type { MetricId } from '../../core/checklist/types'
import type { MetricHistory } from '../../core/fleet-history'
import type { Window } from '../../core/series'
import { MINUTE_MS } from '../../core/times'
import { readKeptBlocks } from '../../store/kept-blocks'
import type { NodeRow } from '../../store/nodes'
import type { Snapshot } from '../../store/snapshot'
import { assembleMatrix } from '../assemble-matrix'
import { slotsOfNodes } from '../slots-of-nodes'

/** One-minute means of some metrics of some nodes, where minutes are kept; a row for each node, in their order. */
export const readMinutes = async (
  snapshot: Snapshot,
  metrics: readonly MetricId[],
  nodes: readonly NodeRow[],
  { fromMs, toMs }: Window,
): Promise<MetricHistory[]> => {
  const { groupIds, slotOf } = slotsOfNodes(nodes)
  const wanted = { scope: 'node' as const, groupIds, metrics, fromMs, toMs }
  const blocks = [
    ...(await readKeptBlocks(snapshot, { table: 'roll_1m', ...wanted })),
    ...(await readKeptBlocks(snapshot, { table: 'hot', ...wanted })),
  ]
  const stepCount = Math.ceil((toMs - fromMs) / MINUTE_MS)
  const shape = { startMs: fromMs, stepMs: MINUTE_MS, stepCount, slotCount: nodes.length }
  return metrics.map((metric) => {
    const { count, sum } = assembleMatrix(
      shape,
      blocks.filter((block) => block.metric === metric),
      slotOf,
    )
    const values = new Float32Array(nodes.length * stepCount)
    for (let step = 0; step < stepCount; step += 1)
      for (let node = 0; node < nodes.length; node += 1) {
        const at = step * nodes.length + node
        const samples = count[at] ?? 0
        values[node * stepCount + step] = samples > 0 ? (sum[at] ?? 0) / samples : NaN
      }
    return { metric, ...shape, rows: nodes.map((_, node) => ({ node, device: '' })), values }
  })
}
