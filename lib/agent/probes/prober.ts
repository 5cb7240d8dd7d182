import { PROBE_SECONDS, PROBE_SUCCESS } from '@/lib/core/outages/probe-series'
import { gauge, type AgentSeries } from '../agent-series'
import type { Log } from '../log'
import type { Connect } from './connect'
import { choosePeers, readPeers, type ProbePeer } from './probe-peers'

const TIMEOUT_MS = 2_000

export interface ProberParts {
  /** The list of peers as it is now; null where it cannot be read. */
  readList: () => string | null
  own: string
  degree: number
  isNetworkAllowed: boolean
  connect: Connect
  log: Log
}

/** Probes its peers once each time it is asked, all at once; the list is read again when it has changed. */
export const createProber = (parts: ProberParts): (() => Promise<AgentSeries[]>) => {
  let known: string | null = null
  let peers: ProbePeer[] = []
  return async () => {
    const text = parts.readList()
    if (text !== known) {
      known = text
      peers = chosenOf(parts, text)
    }
    return (await Promise.all(peers.map((peer) => probe(parts.connect, peer)))).flat()
  }
}

const chosenOf = ({ own, degree, isNetworkAllowed, log }: ProberParts, text: string | null): ProbePeer[] => {
  if (text === null) {
    log('the list of peers to probe cannot be read, so nobody is probed')
    return []
  }
  const { peers, refused } = readPeers(text, isNetworkAllowed)
  const [first] = refused
  if (first !== undefined) log(`${String(refused.length)} lines of the list of peers are left out: ${first}`)
  return choosePeers(peers, own, degree)
}

const probe = async (connect: Connect, peer: ProbePeer): Promise<AgentSeries[]> => {
  const seconds = await connect(peer, TIMEOUT_MS)
  const labels = { target: peer.name, port: String(peer.port), protocol: 'tcp' }
  const success = gauge(PROBE_SUCCESS, labels, seconds === null ? 0 : 1)
  return seconds === null ? [success] : [success, gauge(PROBE_SECONDS, labels, seconds)]
}
