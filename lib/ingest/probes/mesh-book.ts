import { PROBE_ADDRESS, readProbeAddress } from '@/lib/core/outages/probe-address'
import { neighboursOn, probeRing, type ProbeRing } from '@/lib/core/outages/probe-ring'
import { DAY_MS } from '@/lib/core/times'
import type { Store } from '@/lib/store/db'
import { readFacts } from '@/lib/store/facts'
import { readAllSeen, seenOf } from '@/lib/store/node-seen'
import { readNodes } from '@/lib/store/nodes'

export interface MeshPeer {
  name: string
  address: string
}

export interface MeshBook {
  /** Whom a node of a cluster connects to: its neighbours among those that said where they can be reached. */
  peersOf(cluster: string, own: string, degree: number): Promise<MeshPeer[]>
}

/** Each collector asks again and again, and the fleet changes rarely. */
const REMEMBER_MS = 30_000
/** Who is not heard for longer has left; whoever is out must go on being probed. */
const LEFT_AFTER_MS = DAY_MS
/** A name stands in a line with its address; what follows a # is a remark there. */
const NAME = /^[^\s#]{1,1024}$/

interface ClusterMesh {
  addresses: ReadonlyMap<string, string>
  ring: ProbeRing
}

type Mesh = ReadonlyMap<string, ClusterMesh>

/** Addresses of the mesh, by cluster and name, as the nodes themselves told them. Nothing here connects to any of them. */
export const createMeshBook = (store: Store, nowMs: () => number): MeshBook => {
  let mesh: Promise<Mesh> | null = null
  let readMs = -Infinity
  const current = (): Promise<Mesh> => {
    const atMs = nowMs()
    if (mesh !== null && atMs - readMs < REMEMBER_MS) return mesh
    readMs = atMs
    mesh = readMesh(store, atMs)
    mesh.catch(() => (readMs = -Infinity))
    return mesh
  }
  return {
    async peersOf(cluster, own, degree) {
      const mesh = (await current()).get(cluster)
      if (mesh === undefined) return []
      return neighboursOn(mesh.ring, own, degree).flatMap((name) => {
        const address = mesh.addresses.get(name)
        return address === undefined ? [] : [{ name, address }]
      })
    },
  }
}

const readMesh = async (store: Store, atMs: number): Promise<Mesh> => {
  const facts = await readFacts(store, { names: [PROBE_ADDRESS], atMs })
  const addressOf = new Map(facts.map(({ nodeId, value }) => [nodeId, value]))
  const seen = await readAllSeen(store)
  const mesh = new Map<string, Map<string, string>>()
  for (const node of await readNodes(store, { kind: 'host' })) {
    const address = addressOf.get(node.id)
    const heardMs = seenOf(seen, node)?.lastSampleMs ?? node.firstSeenMs
    if (address === undefined || readProbeAddress(address) === null) continue
    if (atMs - heardMs > LEFT_AFTER_MS || !NAME.test(node.instance)) continue
    const ofCluster = mesh.get(node.cluster) ?? new Map<string, string>()
    mesh.set(node.cluster, ofCluster)
    ofCluster.set(node.instance, address)
  }
  return new Map(
    Array.from(mesh, ([cluster, addresses]) => [cluster, { addresses, ring: probeRing(addresses.keys()) }]),
  )
}
