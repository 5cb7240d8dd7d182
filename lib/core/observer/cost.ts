import { quantileOf } from '../quantile'

/** Means of a window by node; NaN was not measured. */
export interface CostReadings {
  /** Of one CPU, over all collectors of the node. */
  cpu: ArrayLike<number>
  memoryBytes: ArrayLike<number>
  scrapeSeconds: ArrayLike<number>
  sentBytesPerSecond: ArrayLike<number>
  cpuCount: ArrayLike<number>
  nodeMemoryBytes: ArrayLike<number>
}

/** What the collectors of a node take from it; null was not measured, which is not zero. */
export interface NodeCost {
  cpu: number | null
  /** Of all CPUs of the node. */
  cpuShare: number | null
  memoryBytes: number | null
  memoryShare: number | null
  scrapeSeconds: number | null
  sentBytesPerSecond: number | null
}

const known = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null

const shareOf = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole <= 0 ? null : part / whole

export const costOfNode = (readings: CostReadings, place: number): NodeCost => {
  const cpu = known(readings.cpu[place])
  const memoryBytes = known(readings.memoryBytes[place])
  return {
    cpu,
    cpuShare: shareOf(cpu, known(readings.cpuCount[place])),
    memoryBytes,
    memoryShare: shareOf(memoryBytes, known(readings.nodeMemoryBytes[place])),
    scrapeSeconds: known(readings.scrapeSeconds[place]),
    sentBytesPerSecond: known(readings.sentBytesPerSecond[place]),
  }
}

/** How a cost is spread over the nodes of which it is known. */
export interface CostSpread {
  nodes: number
  median: number
  p95: number
  most: number
  total: number
}

/** Null where it is known of no node. */
export const spreadOfCost = (values: readonly (number | null)[]): CostSpread | null => {
  const measured = Float64Array.from(values.filter((value) => value !== null))
  if (measured.length === 0) return null
  return {
    nodes: measured.length,
    median: quantileOf(measured, 0.5),
    p95: quantileOf(measured, 0.95),
    most: quantileOf(measured, 1),
    total: measured.reduce((sum, value) => sum + value, 0),
  }
}
