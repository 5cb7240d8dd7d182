import { fleetParams } from '@/lib/contract/fleet'
import type { MetricId } from '@/lib/core/checklist/types'
import { DAY_MS, HOUR_MS, bucketOf } from '@/lib/core/times'
import { readFleetGrid } from '@/lib/queries/get-fleet-grid'
import { readBlocks } from '@/lib/store/blocks'
import type { Store } from '@/lib/store/db'
import { inSnapshot } from '@/lib/store/snapshot'
import type { DataPlan } from './data-plan'

export const FOLDED_METRIC: MetricId = 'memory.utilization.used'

export interface Question {
  name: string
  what: string
  targetMs: number
  /** Answers how much there was, so that nobody measures an empty answer; null while nobody answers it. */
  run: ((store: Store, plan: DataPlan) => Promise<number>) | null
}

const readGrid = (store: Store, { endMs }: DataPlan) =>
  inSnapshot(store, async (tx) => {
    const params = fleetParams.parse({ from: String(endMs - HOUR_MS), to: String(endMs) })
    return (await readFleetGrid(tx, params, endMs)).nodes.length
  })

const readMetric = (store: Store, { endMs }: DataPlan) =>
  inSnapshot(store, async (tx) => {
    const range = { fromMs: bucketOf(endMs - DAY_MS), toMs: bucketOf(endMs) }
    const blocks = await readBlocks(tx, {
      table: 'roll_5m',
      metrics: [FOLDED_METRIC],
      scope: 'node',
      ...range,
    })
    return blocks.reduce((sum, { count }) => sum + count.length, 0)
  })

export const QUESTIONS: readonly Question[] = [
  { name: 'grid', what: 'fleet grid, 1 h', targetMs: 5, run: readGrid },
  { name: 'metric', what: 'one metric, all nodes, 24 h at 5 min', targetMs: 5, run: readMetric },
  { name: 'fold', what: 'time-of-day fold, mean and p95, one metric, all nodes', targetMs: 60, run: null },
  {
    name: 'compare',
    what: '1 h against the same hour of 7 days before, all metrics',
    targetMs: 25,
    run: null,
  },
]
