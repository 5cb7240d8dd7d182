import type { Reader } from './reader'
import { query } from './sql'

export interface DiskUse {
  totalBytes: number
  /** By table, partitions and indexes included, largest first. */
  tables: { table: string; bytes: number }[]
}

const TABLE_BYTES = `
  SELECT coalesce(parent.relname, class.relname) AS table, sum(pg_total_relation_size(class.oid))::bigint AS bytes
  FROM pg_class class
  JOIN pg_namespace space ON space.oid = class.relnamespace AND space.nspname = current_schema()
  LEFT JOIN pg_inherits inherits ON inherits.inhrelid = class.oid
  LEFT JOIN pg_class parent ON parent.oid = inherits.inhparent
  WHERE class.relkind IN ('r', 'p') AND class.relname NOT LIKE '\\_prisma%'
  GROUP BY 1 ORDER BY 2 DESC, 1`

export async function readDiskUse(reader: Reader): Promise<DiskUse> {
  const tables = await query<{ table: string; bytes: number }>(reader, TABLE_BYTES)
  return { totalBytes: tables.reduce((sum, { bytes }) => sum + bytes, 0), tables }
}
