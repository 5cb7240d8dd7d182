import { DAY_MS, HOUR_MS, MINUTE_MS, bucketOf, dayOf, hourOf, minuteOf } from '@/lib/core/times'
import type { RollTable } from '@/lib/store/block'
import { STEP_MS } from '@/lib/store/blocks'
import { closeStore, openStore, type Store } from '@/lib/store/db'
import { ensurePartitions } from '@/lib/store/partitions'
import { insertRollRows, type RollBlock } from '@/lib/store/roll-rows'
import { inTransaction } from '@/lib/store/sql'
import { comparedHours, foldedSpan, type DataPlan, type Span } from './data-plan'
import { makeUpMatrix } from './made-up-block'
import { FOLDED_METRIC } from './questions'
import { readTemplates, type Template } from './templates'

const ROWS_AT_ONCE = 60
const QUERY_TIMEOUT_MS = 600_000
const FINE_HOURS_BEFORE = 2

/** Writes the past of every metric that the real road has filled, in rows as the roller keeps them. */
export async function fillUsescope(databaseUrl: string, plan: DataPlan): Promise<void> {
  const store = openStore({ databaseUrl, poolSize: 2, queryTimeoutMs: QUERY_TIMEOUT_MS })
  try {
    const templates = await readTemplates(store, { fromMs: plan.roadStartMs, toMs: plan.endMs + MINUTE_MS })
    for (const template of templates) {
      await insertRows(store, 'roll_5m', template, spansOf5m(plan, template))
      await insertRows(store, 'roll_1m', template, spansOf1m(plan))
    }
    await store.pool.query('UPDATE roll_state SET sealed_until_ms = $1', [plan.roadStartMs])
    await store.pool.query('ANALYZE')
  } finally {
    await closeStore(store)
  }
}

/** Whole days and, of today, hours; or no more than the compared hours. */
function spansOf5m(plan: DataPlan, { metric, scope }: Template): Span[] {
  const isFolded = metric === FOLDED_METRIC && scope === 'node'
  if (isFolded || (plan.isWhole && scope === 'node'))
    return daysAndHours(foldedSpan(plan).fromMs, plan.roadStartMs)
  if (plan.isWhole) return daysAndHours(plan.endMs - 8 * DAY_MS, plan.roadStartMs)
  return comparedHours(plan).flatMap(({ fromMs, toMs }) =>
    hours(bucketOf(fromMs), cut(plan, bucketOf(toMs) + 5 * MINUTE_MS)),
  )
}

function spansOf1m(plan: DataPlan): Span[] {
  const compared = comparedHours(plan).slice(0, -1)
  const newest = { fromMs: plan.endMs - FINE_HOURS_BEFORE * HOUR_MS, toMs: plan.roadStartMs }
  return [...compared, newest].flatMap(({ fromMs, toMs }) => hours(minuteOf(fromMs), minuteOf(toMs)))
}

const cut = ({ roadStartMs }: DataPlan, timeMs: number): number => Math.min(roadStartMs, timeMs)

function daysAndHours(fromMs: number, toMs: number): Span[] {
  const days: Span[] = []
  for (let dayMs = dayOf(fromMs); dayMs + DAY_MS <= dayOf(toMs); dayMs += DAY_MS)
    days.push({ fromMs: dayMs, toMs: dayMs + DAY_MS })
  return [...days, ...hours(dayOf(toMs), toMs)]
}

/** Pieces of a span that end at whole hours. */
function hours(fromMs: number, toMs: number): Span[] {
  const pieces: Span[] = []
  for (let startMs = fromMs; startMs < toMs;) {
    const endMs = Math.min(toMs, hourOf(startMs) + HOUR_MS)
    pieces.push({ fromMs: startMs, toMs: endMs })
    startMs = endMs
  }
  return pieces
}

async function insertRows(
  store: Store,
  table: RollTable,
  template: Template,
  spans: readonly Span[],
): Promise<void> {
  await ensurePartitions(
    store,
    table,
    spans.map(({ fromMs }) => fromMs),
  )
  for (let at = 0; at < spans.length; at += ROWS_AT_ONCE) {
    const blocks = spans.slice(at, at + ROWS_AT_ONCE).map((span) => toBlock(table, template, span))
    await inTransaction(store, async (tx) => {
      await tx.db.query('SET LOCAL synchronous_commit = off')
      await insertRollRows(tx, table, template.groupId, blocks)
    })
  }
}

function toBlock(
  table: RollTable,
  { metric, scope, directory, means }: Template,
  { fromMs, toMs }: Span,
): RollBlock {
  const stepMs = STEP_MS[table]
  const shape = { startMs: fromMs, stepMs, stepCount: (toMs - fromMs) / stepMs, seed: fromMs / MINUTE_MS }
  return { metric, scope, directory, matrix: makeUpMatrix(means, shape) }
}
