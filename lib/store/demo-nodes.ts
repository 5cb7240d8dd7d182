import { DEMO_CLUSTER_PREFIX } from '@/lib/core/demo-cluster'
import { readSeenOf } from './node-seen'
import type { Reader } from './reader'

export interface DemoNodes {
  /** Demonstration nodes that were heard of since the last of them were removed. */
  nodes: number
  /** When the newest sample of them was taken; null where there is none. */
  endMs: number | null
}

const DEMO_GROUPS = 'SELECT group_id FROM node WHERE starts_with(cluster, $1)'

export async function readDemoNodes(reader: Reader): Promise<DemoNodes> {
  const groups = await readSeenOf(reader, DEMO_GROUPS, [DEMO_CLUSTER_PREFIX])
  const heardMs = groups.flatMap(({ lastSampleMs }) => [...lastSampleMs].filter(Number.isFinite))
  const endMs = heardMs.reduce((newest, at) => Math.max(newest, at), -Infinity)
  return { nodes: heardMs.length, endMs: heardMs.length === 0 ? null : endMs }
}
