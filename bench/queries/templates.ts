import { CHECKLIST } from '@/lib/core/checklist/checklist'
import type { MetricId } from '@/lib/core/checklist/types'
import { mean } from '@/lib/core/rollup'
import type { Block, Scope } from '@/lib/store/block'
import { readBlocks } from '@/lib/store/blocks'
import type { Directory } from '@/lib/store/directory-codec'
import type { Store } from '@/lib/store/db'
import { inSnapshot } from '@/lib/store/snapshot'
import type { Span } from './data-plan'

/** What a metric of a group measured lately: the pattern of its past. */
export interface Template {
  groupId: number
  metric: MetricId
  scope: Scope
  directory: Directory
  /** By slot; NaN where nothing was measured. */
  means: Float32Array
}

const METRICS = CHECKLIST.flatMap(({ metrics }) => metrics.map(({ id }) => id))

/** One template for each metric, scope and group that the real road has filled. */
export async function readTemplates(store: Store, span: Span): Promise<Template[]> {
  const templates = new Map<string, Template>()
  await inSnapshot(store, async (tx) => {
    for (const scope of ['node', 'device'] as const)
      for (const table of ['roll_1m', 'hot'] as const)
        for (const block of await readBlocks(tx, { table, metrics: METRICS, scope, ...span })) {
          const key = JSON.stringify([block.groupId, block.metric, scope])
          const widest = templates.get(key)
          if (widest === undefined || widest.means.length <= block.slotCount)
            templates.set(key, toTemplate(block))
        }
  })
  return [...templates.values()]
}

function toTemplate(block: Block): Template {
  const { groupId, metric, scope, directory, slotCount, stepCount } = block
  const means = Float32Array.from(
    { length: slotCount },
    (_, slot) => mean(block, (stepCount - 1) * slotCount + slot) ?? NaN,
  )
  return { groupId, metric, scope, directory, means }
}
