import { readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { hostname } from 'node:os'
import { PROBE_ADDRESS } from '@/lib/core/outages/probe-address'
import type { AgentParts } from './agent'
import type { Clock } from './clock'
import { createCollector } from './collect/collector'
import { createFilesystemReader } from './collect/filesystems'
import { openEventMemory } from './events/event-memory'
import { createEventWatch } from './events/event-watch'
import type { AgentNode } from './delivery/batch'
import { collectFacts } from './facts/collect-facts'
import { createFactSchedule } from './facts/fact-schedule'
import type { Log } from './log'
import type { AgentOptions } from './options'
import { connectTcp } from './probes/connect'
import { createAskedPeers } from './probes/asked-peers'
import { createProber } from './probes/prober'
import { createSelfCost, readProcessUse, type SelfCost } from './self-cost'
import { openSystemFiles } from './system-files'
import { tokenReader } from './token-reader'

export interface Machine extends AgentParts {
  /** Whether a filesystem holds a thread, which then keeps the process from ending by itself. */
  isHanging(): boolean
  selfCost: SelfCost
}

/** The machine that the options describe, ready to be measured. */
export const openMachine = (options: AgentOptions, version: string, clock: Clock, log: Log): Machine => {
  const files = openSystemFiles(options.roots)
  const prefix = options.filesystemPrefix
  const filesystems =
    prefix === null ? null : createFilesystemReader(files, (path) => statfs(`${prefix}${path}`), clock)
  const node = {
    name: options.nodeName ?? hostname(),
    ...(options.cluster === null ? {} : { cluster: options.cluster }),
    ...(Object.keys(options.labels).length === 0 ? {} : { labels: options.labels }),
  }
  const events = createEventWatch({
    files,
    memory: openEventMemory(options.bufferFolder, log),
    node,
    log,
    isOwnMachine: options.roots.proc === '/proc' && prefix === '',
  })
  const selfCost = createSelfCost(readProcessUse)
  const collect = withProbes(createCollector(files, filesystems, clock).collect, options, node, {
    clock,
    log,
  })
  return {
    node,
    collect: () => selfCost.measure(collect),
    selfCost,
    dueFacts: createFactSchedule(
      () => collectFacts(files, version, [[PROBE_ADDRESS, options.probeAddress], ...events.facts()]),
      clock.nowMs,
    ),
    events,
    clock,
    log,
    isHanging: () => filesystems?.isHanging() ?? false,
  }
}

const readText = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** Probes are sent while the machine is measured, so a peer that does not answer costs no time of its own. */
const withProbes = (
  collect: AgentParts['collect'],
  options: AgentOptions,
  node: AgentNode,
  { clock, log }: Pick<AgentParts, 'clock' | 'log'>,
): AgentParts['collect'] => {
  const readList = peerListOf(options, node, { clock, log })
  if (readList === null) return collect
  const probe = createProber({
    readList,
    own: node.name,
    degree: options.probeDegree,
    isNetworkAllowed: options.isProbingNetwork,
    connect: connectTcp,
    log,
  })
  return async () => (await Promise.all([collect(), probe()])).flat()
}

/** A list of one's own goes before that of the server; null where neither is wanted. */
const peerListOf = (
  { probeAddress, probePeersFile, probeDegree, serverUrl, tokenFile }: AgentOptions,
  node: AgentNode,
  { clock, log }: Pick<AgentParts, 'clock' | 'log'>,
): (() => string | null) | null => {
  if (probePeersFile !== null) return () => readText(probePeersFile)
  if (probeAddress === null) return null
  const readToken = tokenReader(tokenFile)
  return createAskedPeers({ serverUrl, node, degree: probeDegree, readToken, clock, log })
}
