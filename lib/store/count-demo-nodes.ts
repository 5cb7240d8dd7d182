import { DEMO_CLUSTER_PREFIX } from '@/lib/core/demo-cluster'
import type { Reader } from './reader'
import { query } from './sql'

const COUNT = `
  SELECT count(*)::int AS nodes FROM node JOIN node_seen USING (group_id) WHERE starts_with(cluster, $1)`

/** Demonstration nodes that were heard of since the last of them were removed. */
export async function countDemoNodes(reader: Reader): Promise<number> {
  const [row] = await query<{ nodes: number }>(reader, COUNT, [DEMO_CLUSTER_PREFIX])
  return row?.nodes ?? 0
}
