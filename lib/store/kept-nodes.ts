import type { CacheKind } from '@/lib/core/byte-cache'
import { isDemoCluster } from '@/lib/core/demo-cluster'
import { readAllSeen, type GroupSeen } from './node-seen'
import { readNodes, type NodeRow } from './nodes'
import type { Snapshot } from './snapshot'
import { wholeVersion } from './store-state'

const NODE_BYTES = 600
const SEEN_BYTES = 2 * 8 * 512

const HOSTS: CacheKind<readonly NodeRow[]> = { name: 'hosts', bytesOf: (nodes) => NODE_BYTES * nodes.length }
const SEEN: CacheKind<ReadonlyMap<number, GroupSeen>> = {
  name: 'seen',
  bytesOf: (groups) => SEEN_BYTES * groups.size,
}

const SHOWN: CacheKind<readonly NodeRow[]> = { name: 'shown hosts', bytesOf: (nodes) => 8 * nodes.length }

/** All hosts but those of a demonstration that was removed, ordered by group and slot. */
export async function readKeptHosts(snapshot: Snapshot): Promise<readonly NodeRow[]> {
  const hosts = await readAllHosts(snapshot)
  if (!hosts.some(({ cluster }) => isDemoCluster(cluster))) return hosts
  const version = wholeVersion(snapshot.state)
  const kept = snapshot.cache.get(SHOWN, '', version)
  if (kept !== undefined) return kept
  const seen = await readKeptSeen(snapshot)
  const isHeard = ({ groupId, slot }: NodeRow) =>
    Number.isFinite(seen.get(groupId)?.lastSampleMs[slot] ?? NaN)
  const shown = hosts.filter((node) => !isDemoCluster(node.cluster) || isHeard(node))
  snapshot.cache.set(SHOWN, '', version, shown)
  return shown
}

async function readAllHosts(snapshot: Snapshot): Promise<readonly NodeRow[]> {
  const { nodesVersion } = snapshot.state
  const kept = snapshot.cache.get(HOSTS, '', nodesVersion)
  if (kept !== undefined) return kept
  const nodes = await readNodes(snapshot, { kind: 'host' })
  snapshot.cache.set(HOSTS, '', nodesVersion, nodes)
  return nodes
}

/** When the nodes of each group were last heard: seals and flushes alone write it. */
export async function readKeptSeen(snapshot: Snapshot): Promise<ReadonlyMap<number, GroupSeen>> {
  const version = wholeVersion(snapshot.state)
  const kept = snapshot.cache.get(SEEN, '', version)
  if (kept !== undefined) return kept
  const seen = await readAllSeen(snapshot)
  snapshot.cache.set(SEEN, '', version, seen)
  return seen
}
