import { METRIC_IDS } from '@/lib/core/checklist/checklist'
import type { MetricId } from '@/lib/core/checklist/types'
import { foldSteps } from '@/lib/core/rollup'
import type { RollMatrix } from '@/lib/core/rollup'
import { STEP_MS } from '@/lib/store/blocks'
import type { RollTable, Scope } from '@/lib/store/block'
import type { Tx } from '@/lib/store/reader'
import type { Kept } from '@/lib/store/retention'
import { deleteRollRows, insertRollRows, readRollRows, readRollSpans } from '@/lib/store/roll-rows'
import type { RollBlock, Span } from '@/lib/store/roll-rows'
import { joinBlocks } from './join-blocks'
import { SharedDirectories, isSameDirectory } from './shared-directories'
import type { ReplacedAt } from './slot-columns'
import { BUCKET_MS, HOUR_MS, bucketOf } from '@/lib/core/times'

/** Everything that some nodes measured in five minutes, in steps of a minute. */
export interface BucketValues {
  bucketMs: number
  /** By node slot: 1 if the node's values of the bucket are replaced, even by nothing. */
  nodes: Uint8Array
  blocks: readonly RollBlock[]
}

/** Room for the rows of one metric after the other, rather than for all at once. */
const BYTES_AT_ONCE = 64 * 1024 * 1024
const BYTES_PER_CELL = 16

export const ROLL_TABLES = ['roll_1m', 'roll_5m'] as const

const bucketsFor = (table: RollTable, buckets: readonly BucketValues[]): readonly BucketValues[] =>
  table === 'roll_1m' ? buckets : buckets.map(foldBucket)

/** The tables that still keep roll-ups of that hour. */
export const tablesKeeping = (hourMs: number, kept: Kept): RollTable[] =>
  ROLL_TABLES.filter((table) => hourMs >= kept[table])

/** Makes one row per metric of all rows of an hour that has ended. */
export async function joinHour(
  tx: Tx,
  tables: readonly RollTable[],
  groupId: number,
  hourMs: number,
  buckets: readonly BucketValues[],
): Promise<void> {
  const span = { fromMs: hourMs, toMs: hourMs + HOUR_MS }
  for (const table of tables) await replaceSpan(tx, table, groupId, span, bucketsFor(table, buckets))
}

/**
 * Writes buckets of an hour, in order: in rows of their own, or into the rows that hold their time already. None does from
 * `freshFromMs` on. Answers whether an hour that has rows now was without any.
 */
export async function writeBuckets(
  tx: Tx,
  tables: readonly RollTable[],
  groupId: number,
  buckets: readonly BucketValues[],
  freshFromMs: number,
): Promise<boolean> {
  let isScattered = false
  for (const table of tables) {
    const own = bucketsFor(table, buckets)
    const rows = await readSpans(tx, table, groupId, own, freshFromMs)
    const fresh = own.filter(({ bucketMs }) => !rows.some((row) => holds(row, bucketMs)))
    await insertRollRows(
      tx,
      table,
      groupId,
      fresh.flatMap(({ blocks }) => blocks),
    )
    isScattered ||= fresh.some(({ bucketMs }) => bucketMs < freshFromMs)
    for (const [span, known] of bySpan(own, rows)) await replaceSpan(tx, table, groupId, span, known)
  }
  return isScattered
}

const holds = ({ fromMs, toMs }: Span, bucketMs: number): boolean => bucketMs >= fromMs && bucketMs < toMs

/** Of each metric the rows may span another time, but each time is in one of them. */
async function readSpans(
  tx: Tx,
  table: RollTable,
  groupId: number,
  buckets: readonly BucketValues[],
  freshFromMs: number,
): Promise<Span[]> {
  const [first] = buckets
  const last = buckets.at(-1)
  if (!first || !last || first.bucketMs >= freshFromMs) return []
  const range = { fromMs: first.bucketMs, toMs: last.bucketMs + BUCKET_MS }
  return readRollSpans(tx, table, groupId, METRIC_IDS, range)
}

/** Buckets that are written already, by the longest span of a row that holds them. */
function bySpan(
  buckets: readonly BucketValues[],
  rows: readonly Span[],
): Iterable<readonly [Span, readonly BucketValues[]]> {
  const spans = new Map<number, { span: Span; buckets: BucketValues[] }>()
  for (const bucket of buckets) {
    const holders = rows.filter((row) => holds(row, bucket.bucketMs))
    if (holders.length === 0) continue
    const span = holders.reduce((a, b) => (b.toMs - b.fromMs > a.toMs - a.fromMs ? b : a))
    const known = spans.get(span.fromMs)
    if (known) known.buckets.push(bucket)
    else spans.set(span.fromMs, { span, buckets: [bucket] })
  }
  return [...spans.values()].map((entry) => [entry.span, entry.buckets] as const)
}

const foldBucket = (bucket: BucketValues): BucketValues => ({
  ...bucket,
  blocks: bucket.blocks.map((block) => ({
    ...block,
    matrix: foldSteps(block.matrix, BUCKET_MS / block.matrix.stepMs),
  })),
})

/** Makes one row per metric of all rows in the span, with the values of the buckets in place of those that were there. */
export async function replaceSpan(
  tx: Tx,
  table: RollTable,
  groupId: number,
  span: Span,
  buckets: readonly BucketValues[],
): Promise<void> {
  const metrics = [
    ...new Set([...METRIC_IDS, ...buckets.flatMap(({ blocks }) => blocks.map(({ metric }) => metric))]),
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
  const range = { startMs: fromMs, stepMs, stepCount: (toMs - fromMs) / stepMs }
  const existing = await readRollRows(tx, table, groupId, { scope, metrics, fromMs, toMs })
  const made = buckets.flatMap(({ blocks }) => blocks.filter((block) => block.scope === scope))
  const replacedAt = replacedIn(existing, buckets)
  const directories = new SharedDirectories()
  const gone: RollBlock[] = []
  const fresh: RollBlock[] = []
  for (const metric of metrics) {
    const isOwn = (block: RollBlock) => block.metric === metric
    const own = existing.filter(isOwn)
    const joined = joinBlocks(range, own, made.filter(isOwn), replacedAt)
    const [only] = own
    if (joined && only && own.length === 1 && isSameBlock(only, joined)) continue
    gone.push(...own)
    if (joined) fresh.push({ ...joined, directory: directories.share(joined.directory) })
  }
  const keys = gone.map(({ metric, matrix }) => ({ metric, scope, startMs: matrix.startMs }))
  await deleteRollRows(tx, table, groupId, keys)
  await insertRollRows(tx, table, groupId, fresh)
}

/** Which values of the rows go; null if the rows hold none of the buckets' time. */
function replacedIn(existing: readonly RollBlock[], buckets: readonly BucketValues[]): ReplacedAt | null {
  const isTouched = existing.some(({ matrix: { startMs, stepMs, stepCount } }) =>
    buckets.some(({ bucketMs }) => bucketMs + BUCKET_MS > startMs && bucketMs < startMs + stepCount * stepMs),
  )
  if (!isTouched) return null
  const replaced = new Map(buckets.map(({ bucketMs, nodes }) => [bucketMs, nodes]))
  return (timeMs) => replaced.get(bucketOf(timeMs))
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
