import type { CollectorCostAnswer } from '../../contract/collector-cost'
import { groupBy } from '../../core/group-by'
import { spreadOfCost } from '../../core/observer/cost'
import type { Block } from '../../store/block'
import type { NodeRow } from '../../store/nodes'
import type { Snapshot } from '../../store/snapshot'
import { columnsOf } from '../assemble-matrix'
import { readWindowBlocks } from '../read-folded'
import { slotsOfDevices } from '../slots-of-devices'
import { NodePlaces } from '../slots-of-nodes'
import { tidy } from '../tidy'
import type { SteppedWindow } from '../window-step'

type CostOfCollector = CollectorCostAnswer['collectors'][number]

const METRICS = [
  'software.utilization.collector_cpu',
  'software.utilization.collector_memory',
  'software.utilization.collector_scrape',
] as const

/** What each collector takes of the nodes that it runs on, the dearest first. */
export const readCostOfCollectors = async (
  snapshot: Snapshot,
  stepped: SteppedWindow,
  nodes: readonly NodeRow[],
): Promise<CostOfCollector[]> => {
  const { groupIds } = new NodePlaces(nodes)
  const blocks = await readWindowBlocks(snapshot, { stepped, groupIds, scope: 'device' }, METRICS)
  const { slots, slotOf } = slotsOfDevices(nodes, blocks, () => true)
  const means = new Map<string, Float64Array>()
  for (const [metric, ofMetric] of groupBy(blocks, (block) => block.metric))
    means.set(metric, meansOf(ofMetric, stepped, slots.length, columnsOf(slotOf)))
  const places = groupBy(
    slots.map(({ device }, place) => ({ device, place })),
    ({ device }) => device,
  )
  const spreadOf = (metric: string, ofCollector: readonly { place: number }[]) =>
    spreadOfCost(ofCollector.map(({ place }) => tidy(means.get(metric)?.[place] ?? NaN)))
  return [...places]
    .map(([name, ofCollector]) => ({
      name,
      cpu: spreadOf(METRICS[0], ofCollector),
      memoryBytes: spreadOf(METRICS[1], ofCollector),
      scrapeSeconds: spreadOf(METRICS[2], ofCollector),
    }))
    .filter(({ cpu, memoryBytes, scrapeSeconds }) => cpu ?? memoryBytes ?? scrapeSeconds)
    .sort(
      (one, other) => (other.cpu?.total ?? -1) - (one.cpu?.total ?? -1) || (one.name < other.name ? -1 : 1),
    )
}

/** Over the window, by slot; NaN was not measured. */
const meansOf = (
  blocks: readonly Block[],
  { window }: SteppedWindow,
  slotCount: number,
  slotsOf: (block: Block) => Int32Array,
): Float64Array => {
  const [counts, sums] = [new Float64Array(slotCount), new Float64Array(slotCount)]
  for (const block of blocks) {
    const slots = slotsOf(block)
    for (let step = 0; step < block.stepCount; step += 1) {
      const atMs = block.startMs + step * block.stepMs
      if (atMs < window.fromMs || atMs >= window.toMs) continue
      slots.forEach((slot, column) => {
        const count = block.count[step * slots.length + column] ?? 0
        if (slot < 0 || count === 0) return
        counts[slot] = (counts[slot] ?? 0) + count
        sums[slot] = (sums[slot] ?? 0) + (block.sum[step * slots.length + column] ?? 0)
      })
    }
  }
  return sums.map((sum, slot) => sum / (counts[slot] ?? 0))
}
