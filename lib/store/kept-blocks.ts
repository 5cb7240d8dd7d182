import type { CacheKind } from '@/lib/core/byte-cache'
import { METRIC_IDS } from '@/lib/core/checklist/checklist'
import type { MetricId } from '@/lib/core/checklist/types'
import { HOUR_MS, MINUTE_MS } from '@/lib/core/times'
import type { Block, BlockQuery, RollTable, Scope } from './block'
import { readBlocks } from './blocks'
import type { Snapshot } from './snapshot'

export interface KeptQuery extends BlockQuery {
  groupIds: readonly number[]
}

/** Pieces in which sealed blocks are kept: windows move on, and most of their pieces stay. */
const PIECE_MS: Record<RollTable, number> = { roll_1m: 15 * MINUTE_MS, roll_5m: 6 * HOUR_MS }

const BYTES_PER_CELL = 16
const BLOCK_BYTES = 500

const bytesOf = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, { count }) => sum + BLOCK_BYTES + BYTES_PER_CELL * count.length, 0)

const PIECES: CacheKind<readonly Block[]> = { name: 'blocks', bytesOf }

/**
 * Blocks of every piece of time that the window touches, by metric, group and time; sealed ones from memory where they
 * were read before. Steps outside the window may be among them.
 */
export function readKeptBlocks(snapshot: Snapshot, question: KeptQuery): Promise<Block[]> {
  const { table } = question
  if (question.toMs <= question.fromMs) return Promise.resolve([])
  return table === 'hot' ? readKeptHot(snapshot, question) : readKeptPieces(snapshot, table, question)
}

interface Piece {
  groupId: number
  metric: MetricId
  startMs: number
  key: string
  version: string
}

async function readKeptPieces(snapshot: Snapshot, table: RollTable, question: KeptQuery): Promise<Block[]> {
  const pieces = piecesOf(snapshot, table, question)
  const found = new Map<string, readonly Block[]>()
  for (const { key, version } of pieces) {
    const kept = snapshot.cache.get(PIECES, key, version)
    if (kept !== undefined) found.set(key, kept)
  }
  const missing = pieces.filter(({ key }) => !found.has(key))
  if (missing.length > 0)
    for (const [key, blocks] of await fetchPieces(snapshot, table, question.scope, missing))
      found.set(key, blocks)
  return pieces.flatMap(({ key }) => found.get(key) ?? [])
}

function piecesOf(
  { state }: Snapshot,
  table: RollTable,
  { groupIds, metrics, scope, fromMs, toMs }: KeptQuery,
): Piece[] {
  const pieceMs = PIECE_MS[table]
  const firstMs = Math.floor(fromMs / pieceMs) * pieceMs
  const starts = Array.from(
    { length: Math.ceil((toMs - firstMs) / pieceMs) },
    (_, i) => firstMs + i * pieceMs,
  )
  const groups = groupIds.flatMap((groupId) => state.groups.get(groupId) ?? [])
  return metrics.flatMap((metric) =>
    groups.flatMap(({ groupId, sealedVersion }) =>
      starts.map((startMs) => ({
        groupId,
        metric,
        startMs,
        key: keyOf(table, scope, groupId, metric, startMs),
        version: sealedVersion,
      })),
    ),
  )
}

const keyOf = (table: RollTable, scope: Scope, groupId: number, metric: MetricId, startMs: number): string =>
  `${table} ${scope} ${groupId} ${metric} ${startMs}`

/** In one statement, which may read some pieces again that are there. */
async function fetchPieces(
  snapshot: Snapshot,
  table: RollTable,
  scope: Scope,
  missing: readonly Piece[],
): Promise<ReadonlyMap<string, readonly Block[]>> {
  const pieceMs = PIECE_MS[table]
  const fetched = new Map(missing.map(({ key }) => [key, new Array<Block>()]))
  const starts = missing.map(({ startMs }) => startMs)
  const blocks = await readBlocks(snapshot, {
    table,
    scope,
    groupIds: [...new Set(missing.map(({ groupId }) => groupId))],
    metrics: [...new Set(missing.map(({ metric }) => metric))],
    fromMs: Math.min(...starts),
    toMs: Math.max(...starts) + pieceMs,
  })
  for (const whole of blocks)
    for (const block of cutAt(whole, pieceMs)) {
      const startMs = Math.floor(block.startMs / pieceMs) * pieceMs
      fetched.get(keyOf(table, scope, block.groupId, block.metric, startMs))?.push(block)
    }
  // What would push out everything else is better read again.
  snapshot.cache.setTogether(
    PIECES,
    missing.map(({ key, version }) => ({ key, version, value: fetched.get(key) ?? [] })),
  )
  return fetched
}

/** The parts of a block on either side of each multiple of `pieceMs`, in memory of their own. */
function cutAt(block: Block, pieceMs: number): Block[] {
  const { startMs, stepMs, stepCount } = block
  const firstMs = Math.floor(startMs / pieceMs) * pieceMs
  const endMs = startMs + stepCount * stepMs
  if (endMs <= firstMs + pieceMs) return [block]
  const parts: Block[] = []
  for (let fromMs = startMs; fromMs < endMs;) {
    const toMs = Math.min(endMs, Math.floor(fromMs / pieceMs) * pieceMs + pieceMs)
    parts.push(cut(block, (fromMs - startMs) / stepMs, (toMs - startMs) / stepMs))
    fromMs = toMs
  }
  return parts
}

function cut(block: Block, fromStep: number, toStep: number): Block {
  const part = (values: Float32Array) => values.slice(fromStep * block.slotCount, toStep * block.slotCount)
  return {
    ...block,
    startMs: block.startMs + fromStep * block.stepMs,
    stepCount: toStep - fromStep,
    count: part(block.count),
    sum: part(block.sum),
    min: part(block.min),
    max: part(block.max),
  }
}

type HotBlocks = ReadonlyMap<MetricId, readonly Block[]>

const HOT: CacheKind<HotBlocks> = {
  name: 'hot',
  bytesOf: (byMetric) => [...byMetric.values()].reduce((sum, blocks) => sum + bytesOf(blocks), 0),
}

const ALL_TIMES = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER }

async function readKeptHot(snapshot: Snapshot, question: KeptQuery): Promise<Block[]> {
  const { scope, metrics, fromMs, toMs } = question
  const groups = question.groupIds.flatMap((groupId) => snapshot.state.groups.get(groupId) ?? [])
  const found = new Map<number, HotBlocks>()
  for (const { groupId, hotVersion } of groups) {
    const kept = snapshot.cache.get(HOT, `${scope} ${groupId}`, hotVersion)
    if (kept !== undefined) found.set(groupId, kept)
  }
  const missing = groups.filter(({ groupId }) => !found.has(groupId))
  if (missing.length > 0) {
    const groupIds = missing.map(({ groupId }) => groupId)
    const fresh = await readBlocks(snapshot, {
      table: 'hot',
      scope,
      groupIds,
      metrics: METRIC_IDS,
      ...ALL_TIMES,
    })
    for (const { groupId, hotVersion } of missing) {
      const byMetric = groupByMetric(fresh.filter((block) => block.groupId === groupId))
      snapshot.cache.set(HOT, `${scope} ${groupId}`, hotVersion, byMetric)
      found.set(groupId, byMetric)
    }
  }
  const isInWindow = (block: Block) => block.startMs + block.stepMs > fromMs && block.startMs < toMs
  return metrics.flatMap((metric) =>
    groups.flatMap(({ groupId }) => found.get(groupId)?.get(metric)?.filter(isInWindow) ?? []),
  )
}

function groupByMetric(blocks: readonly Block[]): HotBlocks {
  const byMetric = new Map<MetricId, Block[]>()
  for (const block of blocks) {
    const known = byMetric.get(block.metric)
    if (known) known.push(block)
    else byMetric.set(block.metric, [block])
  }
  return byMetric
}
