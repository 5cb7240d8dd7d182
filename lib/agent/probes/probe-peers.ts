import { neighboursOn, probeRing } from '@/lib/core/outages/probe-ring'

export interface ProbePeer {
  /** What the node calls itself, so that its outages are its own. */
  name: string
  host: string
  port: number
}

export interface ReadPeers {
  peers: ProbePeer[]
  /** Lines that are no peer, with the reason. */
  refused: string[]
}

const LINE = /^(?<name>\S+)\s+(?:\[(?<six>[0-9a-fA-F:]+)\]|(?<host>[^\s:[\]]+)):(?<port>\d{1,5})$/
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/
const MOST_PEERS = 10_000

/** A line for each node of the fleet: `name host:port`. Beyond loopback only where that is allowed. */
export const readPeers = (text: string, isNetworkAllowed: boolean): ReadPeers => {
  const read: ReadPeers = { peers: [], refused: [] }
  text.split('\n').forEach((whole, at) => {
    const line = whole.replace(/#.*/, '').trim()
    if (line === '') return
    const refuse = (reason: string) => read.refused.push(`line ${String(at + 1)} ${reason}`)
    const { name, six, host = six, port } = LINE.exec(line)?.groups ?? {}
    if (name === undefined || host === undefined || !(Number(port) >= 1 && Number(port) <= 65_535))
      return refuse('must be: name host:port')
    if (!isNetworkAllowed && !LOOPBACK.test(host))
      return refuse('is beyond this machine; --probe-network allows it')
    if (read.peers.length >= MOST_PEERS) return refuse(`is beyond ${String(MOST_PEERS)} peers`)
    read.peers.push({ name, host, port: Number(port) })
  })
  return read
}

/** Whom this node probes: as many of the peers as it may, chosen so that each node is probed by as many. */
export const choosePeers = (peers: readonly ProbePeer[], own: string, degree: number): ProbePeer[] => {
  const chosen = new Set(neighboursOn(probeRing(peers.map(({ name }) => name)), own, degree))
  return peers.filter(({ name }) => chosen.has(name))
}
