import { metricById, METRIC_IDS } from '@/lib/core/checklist/checklist'
import type { MetricId } from '@/lib/core/checklist/types'
import type { MetricHistory } from '@/lib/core/fleet-history'
import { findOnsets } from '@/lib/core/onsets/find-onsets'
import { onsetFloorOf } from '@/lib/core/onsets/floors'
import { measuredHours } from '@/lib/core/onsets/measured-hours'
import type { Window } from '@/lib/core/series'
import { DAY_MS, HOUR_MS } from '@/lib/core/times'
import { STEP_MS } from '@/lib/store/blocks'
import type { RollTable } from '@/lib/store/block'
import type { Store } from '@/lib/store/db'
import type { OnsetDay } from '@/lib/store/onset-codec'
import {
  finishDueDay,
  isStillDue,
  ONSET_MARGIN_MS,
  readDueDay,
  replaceOnsets,
  type DueDay,
} from '@/lib/store/onsets'
import { ensurePartitions } from '@/lib/store/partitions'
import { keptFrom, type RetentionConfig } from '@/lib/store/retention'
import { readRollParts, type PartsBlock } from '@/lib/store/roll-parts'
import { inTransaction } from '@/lib/store/sql'

/** While samples of a day still pour in, its onsets would be found again and again. */
const QUIET_MS = 20_000

interface Job {
  due: DueDay
  table: RollTable
  left: MetricId[]
}

/** Finds the onsets of days of which more is sealed than they were found in: one metric of one day at a step. */
export class OnsetFinder {
  private job: Job | null = null

  constructor(
    private readonly store: Store,
    private readonly config: RetentionConfig,
    private readonly quietMs = QUIET_MS,
  ) {}

  /** Answers whether there may be more to do at once. */
  async step(groupIds: readonly number[], nowMs: number): Promise<boolean> {
    this.job ??= await this.nextJob(groupIds, nowMs)
    const { job } = this
    if (job === null) return false
    const metric = job.left.pop()
    try {
      const isDone = metric === undefined ? await this.finish(job) : !(await this.findMetric(job, metric))
      if (isDone) this.job = null
    } catch (error) {
      this.job = null
      throw error
    }
    return true
  }

  private async nextJob(groupIds: readonly number[], nowMs: number): Promise<Job | null> {
    const due = groupIds.length === 0 ? null : await readDueDay(this.store, groupIds, this.quietMs)
    if (due === null) return null
    const kept = keptFrom(this.config, nowMs)
    if (due.dayMs < kept.onset) return { due, table: 'roll_5m', left: [] }
    await ensurePartitions(this.store, 'onset', [due.dayMs])
    return { due, table: due.dayMs < kept.roll_1m ? 'roll_5m' : 'roll_1m', left: [...METRIC_IDS] }
  }

  private async finish({ due }: Job): Promise<boolean> {
    await inTransaction(this.store, (tx) => finishDueDay(tx, due))
    return true
  }

  /** Answers whether the job goes on: if something of the day was sealed meanwhile, it begins again later. */
  private findMetric({ due, table }: Job, metric: MetricId): Promise<boolean> {
    return inTransaction(this.store, async (tx) => {
      const window = { fromMs: due.dayMs - ONSET_MARGIN_MS, toMs: due.untilMs }
      const blocks = await readRollParts(tx, table, {
        groupIds: [due.groupId],
        metrics: [metric],
        scope: 'node',
        windows: [window],
        parts: ['count', 'sum'],
      })
      if (!(await isStillDue(tx, due))) return false
      const stepMs = STEP_MS[table]
      const measured = measuredWindow(window, stepMs, blocks)
      const found = onsetsOfDay(due.dayMs, toHistory(metric, measured, stepMs, blocks))
      await replaceOnsets(tx, due.groupId, metric, found)
      return true
    })
  }
}

/** The whole hours of the window that there are blocks of: nothing is found in others, and a young day has few. */
const measuredWindow = ({ fromMs, toMs }: Window, stepMs: number, blocks: readonly PartsBlock[]): Window => {
  if (blocks.length === 0) return { fromMs, toMs: fromMs }
  let firstMs = toMs
  let lastMs = fromMs
  for (const { startMs, stepCount } of blocks) {
    firstMs = Math.min(firstMs, startMs)
    lastMs = Math.max(lastMs, startMs + stepCount * stepMs)
  }
  return {
    fromMs: Math.max(fromMs, Math.floor(firstMs / HOUR_MS) * HOUR_MS),
    toMs: Math.min(toMs, Math.ceil(lastMs / HOUR_MS) * HOUR_MS),
  }
}

const toHistory = (
  metric: MetricId,
  { fromMs, toMs }: Window,
  stepMs: number,
  blocks: readonly PartsBlock[],
): MetricHistory => {
  const slots = [...new Set(blocks.flatMap(({ directory }) => [...directory.nodeSlots]))].sort(
    (a, b) => a - b,
  )
  const rowOf = new Map(slots.map((slot, row) => [slot, row]))
  const stepCount = Math.round((toMs - fromMs) / stepMs)
  const values = new Float32Array(slots.length * stepCount).fill(NaN)
  for (const { directory, startMs, stepCount: steps, parts } of blocks) {
    const [count, sum] = parts
    const first = Math.round((startMs - fromMs) / stepMs)
    const columns = Int32Array.from(directory.nodeSlots, (slot) => (rowOf.get(slot) ?? 0) * stepCount)
    for (let step = 0; step < steps; step += 1)
      for (let column = 0; column < columns.length; column += 1) {
        const at = step * columns.length + column
        const samples = count?.[at] ?? NaN
        if (samples > 0) values[(columns[column] ?? 0) + first + step] = (sum?.[at] ?? NaN) / samples
      }
  }
  const rows = slots.map((node) => ({ node, device: '' }))
  return { metric, startMs: fromMs, stepMs, stepCount, rows, values }
}

const onsetsOfDay = (dayMs: number, history: MetricHistory): OnsetDay => {
  const window = { fromMs: dayMs, toMs: dayMs + DAY_MS }
  const definition = metricById(history.metric)
  const onsets = findOnsets(history, {
    floor: definition === undefined ? 0 : onsetFloorOf(definition),
    higherIsWorse: definition?.higherIsWorse ?? true,
    window,
  })
  const slots = Int32Array.from(history.rows, ({ node }) => node)
  return { dayMs, slots, measured: measuredHours(history, window), onsets }
}
