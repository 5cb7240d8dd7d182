import { clockParams } from '@/lib/contract/clock'
import { fleetParams } from '@/lib/contract/fleet'
import type { MetricId } from '@/lib/core/checklist/types'
import { BUCKET_MS, DAY_MS, HOUR_MS, MINUTE_MS, bucketOf } from '@/lib/core/times'
import { compareWindow } from '@/lib/queries/compare-window'
import { readFleetGrid } from '@/lib/queries/get-fleet-grid'
import { readClock } from '@/lib/queries/read-clock'
import type { Scope } from '@/lib/store/block'
import { readKeptBlocks } from '@/lib/store/kept-blocks'
import type { Snapshot } from '@/lib/store/snapshot'
import type { DataPlan } from './data-plan'

export const FOLDED_METRIC: MetricId = 'memory.utilization.used'

export interface Question {
  name: string
  what: string
  targetMs: number
  /**
   * Answers how much there was, so that nobody measures an empty answer. Windows move on from round to round, as they do
   * before somebody's eyes.
   */
  run(snapshot: Snapshot, plan: DataPlan, round: number): Promise<number>
}

const WINDOWS = 10

async function readGrid(snapshot: Snapshot, { endMs }: DataPlan, round: number): Promise<number> {
  const toMs = endMs - (round % WINDOWS) * MINUTE_MS
  const params = fleetParams.parse({ from: String(toMs - HOUR_MS), to: String(toMs) })
  return (await readFleetGrid(snapshot, params, endMs)).nodes.length
}

async function readMetric(snapshot: Snapshot, { endMs }: DataPlan, round: number): Promise<number> {
  const toMs = bucketOf(endMs) - (round % WINDOWS) * BUCKET_MS
  const blocks = await readKeptBlocks(snapshot, {
    table: 'roll_5m',
    metrics: [FOLDED_METRIC],
    scope: 'node',
    groupIds: [...snapshot.state.groups.keys()],
    fromMs: toMs - DAY_MS,
    toMs,
  })
  return blocks.reduce((sum, { count }) => sum + count.length, 0)
}

async function readFold(snapshot: Snapshot, { days, endMs }: DataPlan): Promise<number> {
  const params = clockParams.parse({ metric: FOLDED_METRIC, days: String(days), limit: '2000' })
  return (await readClock(snapshot, params, endMs, () => undefined)).nodes.length
}

const compare =
  (scope: Scope) =>
  async (snapshot: Snapshot, { endMs }: DataPlan): Promise<number> => {
    const groups = await compareWindow(snapshot, { window: { fromMs: endMs - HOUR_MS, toMs: endMs }, scope })
    return groups.reduce((sum, { metrics }) => sum + metrics.size, 0)
  }

export const QUESTIONS: readonly Question[] = [
  { name: 'grid', what: 'fleet grid, 1 h', targetMs: 5, run: readGrid },
  { name: 'metric', what: 'one metric, all nodes, 24 h at 5 min', targetMs: 5, run: readMetric },
  {
    name: 'fold',
    what: 'time-of-day fold, mean and p95, one metric, all nodes',
    targetMs: 60,
    run: readFold,
  },
  {
    name: 'compare',
    what: '1 h against the same hour of 7 days before, all metrics of nodes',
    targetMs: 25,
    run: compare('node'),
  },
  {
    name: 'compare-devices',
    what: 'the same, all metrics of devices',
    targetMs: 25,
    run: compare('device'),
  },
]
