import { CHECKLIST } from '@/lib/core/checklist/checklist'
import type { MetricId } from '@/lib/core/checklist/types'
import { foldSteps } from '@/lib/core/rollup'
import type { RollMatrix } from '@/lib/core/rollup'
import { STEP_MS } from '@/lib/store/blocks'
import type { RollTable, Scope } from '@/lib/store/blocks'
import type { Tx } from '@/lib/store/reader'
import { deleteRollRows, hasDayRow, insertRollRows, readRollRows } from '@/lib/store/roll-rows'
import type { RollBlock } from '@/lib/store/roll-rows'
import { MetricColumns } from './metric-columns'
import { isSameDirectory } from './shared-directories'
import { BUCKET_MS, DAY_MS, HOUR_MS, bucketOf, dayOf } from '@/lib/core/times'

/** Everything that some nodes measured in five minutes, in steps of a minute. */
export interface BucketValues {
  bucketMs: number
  /** By node slot: 1 if the node's values of the bucket are replaced, even by nothing. */
  nodes: Uint8Array
  blocks: readonly RollBlock[]
}

export interface HourValues {
  hourMs: number
  buckets: readonly BucketValues[]
  /** A closed hour is kept in one row per metric; an open one in a row per bucket. */
  isClosed: boolean
  /** No row exists for this time and later. */
  freshFromMs: number
}

export interface Span {
  fromMs: number
  toMs: number
}

export const ALL_METRICS: readonly MetricId[] = CHECKLIST.flatMap(({ metrics }) =>
  metrics.map(({ id }) => id),
)

/** Room for the rows of one metric after the other, rather than for all at once. */
const BYTES_AT_ONCE = 64 * 1024 * 1024
const BYTES_PER_CELL = 16

export async function writeRolls(tx: Tx, groupId: number, hour: HourValues): Promise<void> {
  for (const table of ['roll_1m', 'roll_5m'] as const) {
    const buckets = table === 'roll_1m' ? hour.buckets : hour.buckets.map(foldBucket)
    if (hour.isClosed) {
      await replaceSpan(tx, table, groupId, await spanOfClosedHour(tx, table, groupId, hour), buckets)
      continue
    }
    for (const bucket of buckets) {
      if (bucket.bucketMs >= hour.freshFromMs) await insertRollRows(tx, table, groupId, bucket.blocks)
      else
        await replaceSpan(
          tx,
          table,
          groupId,
          { fromMs: bucket.bucketMs, toMs: bucket.bucketMs + BUCKET_MS },
          [bucket],
        )
    }
  }
}

const foldBucket = (bucket: BucketValues): BucketValues => ({
  ...bucket,
  blocks: bucket.blocks.map((block) => ({
    ...block,
    matrix: foldSteps(block.matrix, BUCKET_MS / block.matrix.stepMs),
  })),
})

/** The hour, unless its day was joined already. */
async function spanOfClosedHour(
  tx: Tx,
  table: RollTable,
  groupId: number,
  { hourMs, freshFromMs }: HourValues,
): Promise<Span> {
  const dayMs = dayOf(hourMs)
  const mayBeJoined = table === 'roll_5m' && dayMs + DAY_MS <= freshFromMs
  if (mayBeJoined && (await hasDayRow(tx, table, groupId, ALL_METRICS, dayMs)))
    return { fromMs: dayMs, toMs: dayMs + DAY_MS }
  return { fromMs: hourMs, toMs: hourMs + HOUR_MS }
}

/** Makes one row per metric of all rows in the span, with the values of the buckets in place of those that were there. */
export async function replaceSpan(
  tx: Tx,
  table: RollTable,
  groupId: number,
  span: Span,
  buckets: readonly BucketValues[],
): Promise<void> {
  const metrics = [
    ...new Set([...ALL_METRICS, ...buckets.flatMap(({ blocks }) => blocks.map(({ metric }) => metric))]),
  ]
  const size = metricsAtOnce(span, STEP_MS[table], buckets)
  for (let start = 0; start < metrics.length; start += size)
    for (const scope of ['node', 'device'] as const)
      await replaceMetrics(tx, table, groupId, span, scope, metrics.slice(start, start + size), buckets)
}

function metricsAtOnce({ fromMs, toMs }: Span, stepMs: number, buckets: readonly BucketValues[]): number {
  const slots = Math.max(
    512,
    ...buckets.flatMap(({ blocks }) => blocks.map(({ matrix }) => matrix.slotCount)),
  )
  const bytes = slots * ((toMs - fromMs) / stepMs) * BYTES_PER_CELL
  return Math.max(1, Math.floor(BYTES_AT_ONCE / bytes))
}

async function replaceMetrics(
  tx: Tx,
  table: RollTable,
  groupId: number,
  { fromMs, toMs }: Span,
  scope: Scope,
  metrics: readonly MetricId[],
  buckets: readonly BucketValues[],
): Promise<void> {
  const stepMs = STEP_MS[table]
  const existing = await readRollRows(tx, table, groupId, { scope, metrics, fromMs, toMs })
  const joined = new MetricColumns({ startMs: fromMs, stepMs, stepCount: (toMs - fromMs) / stepMs })
  const replaced = new Map(buckets.map(({ bucketMs, nodes }) => [bucketMs, nodes]))
  const isReplaced = (nodeSlot: number, timeMs: number) => replaced.get(bucketOf(timeMs))?.[nodeSlot] === 1
  for (const { metric, directory, matrix } of existing)
    joined.columnsOf(scope, metric).copyFrom(directory, matrix, isReplaced)
  const wanted = new Set(metrics)
  for (const { blocks } of buckets)
    for (const block of blocks)
      if (block.scope === scope && wanted.has(block.metric))
        joined.columnsOf(scope, block.metric).copyFrom(block.directory, block.matrix)
  const blocks = joined.finish()
  const kept = new Set(existing.filter((old) => blocks.some((block) => isSameBlock(old, block))))
  const gone = existing.filter((old) => !kept.has(old))
  await deleteRollRows(
    tx,
    table,
    groupId,
    gone.map(({ metric, matrix }) => ({ metric, scope, startMs: matrix.startMs })),
  )
  await insertRollRows(
    tx,
    table,
    groupId,
    blocks.filter((block) => ![...kept].some((old) => isSameBlock(old, block))),
  )
}

const isSameBlock = (a: RollBlock, b: RollBlock): boolean =>
  a.metric === b.metric &&
  a.scope === b.scope &&
  isSameDirectory(a.directory, b.directory) &&
  isSameMatrix(a.matrix, b.matrix)

const isSameMatrix = (a: RollMatrix, b: RollMatrix): boolean =>
  a.startMs === b.startMs &&
  a.stepCount === b.stepCount &&
  (['count', 'sum', 'min', 'max'] as const).every((part) => bytesOf(a[part]).equals(bytesOf(b[part])))

const bytesOf = (floats: Float32Array): Buffer =>
  Buffer.from(floats.buffer, floats.byteOffset, floats.byteLength)
