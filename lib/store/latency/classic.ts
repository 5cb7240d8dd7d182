import type { Labels } from '@/lib/core/series'
import type { Reader } from '../reader'
import { query } from '../sql'

export interface ClassicSeriesRow {
  id: number
  name: string
  labels: Labels
  cluster: string
  instance: string
  /** Whether its node has told a bucket of the same metric. */
  hasBuckets: boolean
}

const CLASSIC = `
  SELECT series.id, series.name, series.labels, node.cluster, node.instance,
    series.name LIKE '%\\_bucket' OR EXISTS (
      SELECT FROM series bucket WHERE bucket.node_id = series.node_id
        AND bucket.name = regexp_replace(series.name, '_(sum|count)$', '_bucket')
    ) AS "hasBuckets"
  FROM series JOIN node ON node.id = series.node_id
  WHERE series.id = ANY($1) AND series.name ~ '_(bucket|sum|count)$'`

/** Those of the series that may be part of a classic histogram. */
export const readClassicSeries = (reader: Reader, ids: readonly number[]): Promise<ClassicSeriesRow[]> =>
  query<ClassicSeriesRow>(reader, CLASSIC, [ids])
