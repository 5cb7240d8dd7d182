import { readBlocks } from '@/lib/store/blocks'
import type { Store } from '@/lib/store/db'

const MINUTE_MS = 60_000

interface CountQuery {
  cluster: string
  fromMs: number
  toMs: number
}

/** How many samples of memory use each minute of each node holds on the screens: of a gauge, so the first scrape counts too. */
export async function readCounts(
  store: Store,
  { cluster, fromMs, toMs }: CountQuery,
): Promise<Map<string, Map<number, number>>> {
  const nodes = await store.prisma.node.findMany({ where: { cluster } })
  const counts = new Map(nodes.map(({ instance }) => [instance, new Map<number, number>()]))
  for (const table of ['roll_1m', 'hot'] as const) {
    const metrics = ['memory.utilization.used'] as const
    for (const block of await readBlocks(store, { table, metrics, scope: 'node', fromMs, toMs })) {
      for (const { instance, slot } of nodes.filter(({ groupId }) => groupId === block.groupId)) {
        const at = block.directory.nodeSlots.indexOf(slot)
        for (let step = 0; at >= 0 && step < block.stepCount; step += 1) {
          const count = block.count[step * block.slotCount + at] ?? 0
          if (count > 0) counts.get(instance)?.set(block.startMs + step * MINUTE_MS, count)
        }
      }
    }
  }
  return counts
}
