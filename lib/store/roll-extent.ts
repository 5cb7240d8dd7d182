import type { Reader } from './reader'
import { query } from './sql'

/** Whether anything is kept in five minutes that is older than a time; partitions after it are not looked at. */
export const hasRollsBefore = async (reader: Reader, timeMs: number): Promise<boolean> =>
  (await query<{ is: number }>(reader, 'SELECT 1 AS "is" FROM roll_5m WHERE start_ms < $1 LIMIT 1', [timeMs]))
    .length > 0
