import type { AgentSeries } from '../agent-series'
import type { Clock } from '../clock'
import type { SystemFiles } from '../system-files'
import { discoverBlock } from './block-sources'
import { discoverCgroups } from './cgroup-sources'
import type { FilesystemReader } from './filesystems'
import { discoverMemoryErrors } from './memory-error-sources'
import { discoverNetwork } from './network-sources'
import { discoverProc } from './proc-sources'
import type { Discover, Source } from './source'
import { discoverThermal } from './thermal-sources'

export interface Collector {
  collect(): Promise<AgentSeries[]>
}

const DISCOVERIES: readonly Discover[] = [
  discoverProc,
  discoverThermal,
  discoverMemoryErrors,
  discoverBlock,
  discoverNetwork,
  discoverCgroups,
]

/** Looking for files costs more than reading them, and hardware seldom comes and goes. */
const DISCOVER_EVERY_MS = 60_000

/** Reads everything this machine has, as source series; what it has not got is absent. */
export const createCollector = (
  files: SystemFiles,
  filesystems: FilesystemReader | null,
  clock: Clock,
): Collector => {
  let sources: Source[] = []
  let discoveredMs: number | null = null

  const discover = (): void => {
    const nowMs = clock.nowMs()
    if (discoveredMs !== null && Math.abs(nowMs - discoveredMs) < DISCOVER_EVERY_MS) return
    sources = DISCOVERIES.flatMap((find) => find(files))
    discoveredMs = nowMs
  }

  const collect = async (): Promise<AgentSeries[]> => {
    discover()
    const measured = sources.flatMap((source) => source(files))
    return filesystems === null ? measured : [...measured, ...(await filesystems.read())]
  }

  return { collect }
}
