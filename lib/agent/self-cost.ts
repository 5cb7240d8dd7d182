import { counter, gauge, type AgentSeries } from './agent-series'

/** Says of the series whose process they are of: one that collects on this node. */
const OWN = { collector: 'usescope-agent' }

/** What this process has used so far. */
export interface ProcessUse {
  cpuSeconds: number
  residentBytes: number
  /** Of a clock that nobody sets. */
  nowSeconds: number
}

export const readProcessUse = (): ProcessUse => {
  const { user, system } = process.cpuUsage()
  return {
    cpuSeconds: (user + system) / 1e6,
    residentBytes: process.memoryUsage.rss(),
    nowSeconds: performance.now() / 1000,
  }
}

export interface SelfCost {
  /** What a round of collecting measured, and then what this process has cost until now. */
  measure(collect: () => Promise<AgentSeries[]>): Promise<AgentSeries[]>
  /** Bytes that a server took. */
  sent(bytes: number): void
}

const OWN_SERIES = 5

/** The collector measures itself, by the names that processes tell Prometheus of themselves. */
export const createSelfCost = (readUse: () => ProcessUse): SelfCost => {
  let [samples, sentBytes] = [0, 0]
  return {
    measure: async (collect) => {
      const startedSeconds = readUse().nowSeconds
      const measured = await collect()
      const { cpuSeconds, residentBytes, nowSeconds } = readUse()
      samples += measured.length + OWN_SERIES
      return [
        ...measured,
        counter('process_cpu_seconds_total', OWN, cpuSeconds),
        gauge('process_resident_memory_bytes', OWN, residentBytes),
        gauge('scrape_duration_seconds', OWN, nowSeconds - startedSeconds),
        counter('usescope_agent_samples_total', OWN, samples),
        counter('usescope_agent_sent_bytes_total', OWN, sentBytes),
      ]
    },
    sent: (bytes) => {
      sentBytes += bytes
    },
  }
}
