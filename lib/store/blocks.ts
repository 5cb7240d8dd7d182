import { escapeLiteral } from 'pg'
import { timedSync } from '@/lib/telemetry/timing'
import type { Block, BlockQuery, RollTable } from './block'
import { CorruptBlockError } from './byte-reader'
import { copyRows } from './copy-rows'
import type { BinaryRow } from './copy-rows'
import type { Directory } from './directory-codec'
import { readDirectories } from './directories'
import { readHotBlocks } from './hot'
import type { Reader } from './reader'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

export const STEP_MS: Record<RollTable, number> = { roll_1m: MINUTE_MS, roll_5m: 5 * MINUTE_MS }

/** Blocks clipped to the steps that lie in or cut [fromMs, toMs); what no block covers was not measured. */
export async function readBlocks(reader: Reader, blockQuery: BlockQuery): Promise<Block[]> {
  const { table, metrics, groupIds } = blockQuery
  if (metrics.length === 0 || groupIds?.length === 0 || blockQuery.toMs <= blockQuery.fromMs) return []
  if (table === 'hot') return readHotBlocks(reader, blockQuery)
  const rows = await copyRows(reader, rollStatement(table, blockQuery))
  const read = timedSync('decode', () => rows.map(toRollRow))
  const directories = await readDirectories(
    reader,
    read.map((row) => row.directoryId),
  )
  return timedSync('decode', () => read.map((row) => toBlock(row, blockQuery, STEP_MS[table], directories)))
}

const rollStatement = (table: RollTable, question: Omit<BlockQuery, 'table'>): string =>
  `${selectRolls(table, question, PARTS)} ORDER BY group_id, metric, 3`

export const PARTS = ['count', 'sum', 'min', 'max'] as const
export type Part = (typeof PARTS)[number]

/** One row per block, cut to the window by substring(): Postgres then reads only the pages it needs. */
export function selectRolls(
  table: RollTable,
  { groupIds, metrics, scope, fromMs, toMs }: Omit<BlockQuery, 'table'>,
  parts: readonly Part[],
): string {
  const stepMs = STEP_MS[table]
  const from = Math.floor(fromMs)
  const to = Math.ceil(toMs)
  const groups = groupIds ? groupIds.map(Number).join(',') : 'SELECT id FROM node_group'
  const cut = (part: Part) => `substring(${part} from 1 + first * slot_bytes for (past - first) * slot_bytes)`
  return `
    SELECT group_id, metric, start_ms + first * ${stepMs}, directory_id, past - first, ${parts.map(cut).join(', ')}
    FROM (
      SELECT *, octet_length(count) / step_count AS slot_bytes,
        (greatest(0, (${from}::bigint - start_ms) / ${stepMs}))::int AS first,
        (least(step_count, (${to}::bigint - start_ms + ${stepMs - 1}) / ${stepMs}))::int AS past
      FROM ${table}
      WHERE group_id IN (${groups}) AND metric IN (${metrics.map(escapeLiteral).join(',')}) AND scope = ${escapeLiteral(scope)}
        AND start_ms > ${from - DAY_MS} AND start_ms < ${to} AND start_ms + step_count * ${stepMs}::bigint > ${from}
    ) row`
}

interface RollRow {
  groupId: number
  metric: string
  startMs: number
  directoryId: number
  stepCount: number
  parts: Float32Array[]
}

export function toRollRow([groupId, metric, startMs, directoryId, stepCount, ...parts]: BinaryRow): RollRow {
  if (!groupId || !metric || !startMs || !directoryId || !stepCount)
    throw new CorruptBlockError('a block lacks a column')
  return {
    groupId: groupId.readInt32BE(0),
    metric: metric.toString('utf8'),
    startMs: Number(startMs.readBigInt64BE(0)),
    directoryId: directoryId.readInt32BE(0),
    stepCount: stepCount.readInt32BE(0),
    parts: parts.map(toFloats),
  }
}

/** Blocks are kept in the byte order of x64 and arm64. */
const toFloats = (bytes: Buffer<ArrayBuffer> | null): Float32Array =>
  bytes === null ? new Float32Array() : new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)

function toBlock(
  row: RollRow,
  { metrics, scope }: BlockQuery,
  stepMs: number,
  directories: ReadonlyMap<number, Directory>,
): Block {
  const directory = directories.get(row.directoryId)
  const metric = metrics.find((id) => id === row.metric)
  const [count, sum, min, max] = row.parts
  const slotCount = directory?.nodeSlots.length
  if (
    !directory ||
    !metric ||
    !count ||
    !sum ||
    !min ||
    !max ||
    slotCount === undefined ||
    count.length !== slotCount * row.stepCount
  )
    throw new CorruptBlockError(`a block of ${row.metric} does not fit its directory`)
  const { groupId, startMs, stepCount } = row
  return { groupId, metric, scope, directory, startMs, stepMs, stepCount, slotCount, count, sum, min, max }
}
