import { DAY_MS } from '@/lib/core/times'
import { PARTITION_BOUNDS } from './partitions'
import type { Reader } from './reader'
import { query } from './sql'

export interface TableUse {
  table: string
  bytes: number
  /** Null for a table that is not kept by time, and until a partition is complete. */
  bytesPerDay: number | null
  /** Begin of the oldest partition; null for a table that is not kept by time. */
  keptSinceMs: number | null
}

export interface DiskUse {
  totalBytes: number
  /** By table, with partitions, indexes and large values, largest first. */
  tables: TableUse[]
}

interface Relation {
  table: string
  bytes: number
  fromMs: number | null
  toMs: number | null
  isComplete: boolean | null
}

const RELATIONS = `
  SELECT "table", pg_total_relation_size(oid)::bigint AS bytes, bounds[1] AS "fromMs", bounds[2] AS "toMs",
    bounds[2] <= extract(epoch FROM now()) * 1000 AS "isComplete"
  FROM (
    SELECT child.oid, coalesce(parent.relname, child.relname) AS "table", ${PARTITION_BOUNDS} AS bounds
    FROM pg_class child
    JOIN pg_namespace space ON space.oid = child.relnamespace AND space.nspname = current_schema()
    LEFT JOIN pg_inherits ON inhrelid = child.oid
    LEFT JOIN pg_class parent ON parent.oid = inhparent
    WHERE child.relkind IN ('r', 'p') AND child.relname NOT LIKE '\\_prisma%'
  ) relation ORDER BY 1, 3`

export async function readDiskUse(reader: Reader): Promise<DiskUse> {
  const byTable = new Map<string, Relation[]>()
  for (const relation of await query<Relation>(reader, RELATIONS))
    byTable.set(relation.table, [...(byTable.get(relation.table) ?? []), relation])
  const tables = [...byTable].map(([table, relations]) => toTableUse(table, relations))
  tables.sort((a, b) => b.bytes - a.bytes || (a.table < b.table ? -1 : 1))
  return { totalBytes: tables.reduce((sum, { bytes }) => sum + bytes, 0), tables }
}

/** The last complete partition tells best what a day takes now. */
function toTableUse(table: string, relations: readonly Relation[]): TableUse {
  const complete = relations.filter(({ isComplete }) => isComplete === true).at(-1)
  const [oldest] = relations.flatMap(({ fromMs }) => fromMs ?? [])
  return {
    table,
    bytes: relations.reduce((sum, { bytes }) => sum + bytes, 0),
    bytesPerDay:
      complete === undefined
        ? null
        : (complete.bytes * DAY_MS) / ((complete.toMs ?? 0) - (complete.fromMs ?? 0)),
    keptSinceMs: oldest ?? null,
  }
}
