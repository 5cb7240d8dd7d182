import type { Replay } from '../make-replay'
import type { Random } from '../random'

/** One request as it was seen. */
export interface Observation {
  lengthMs: number
  isError: boolean
}

/** Who sees what take how long. */
export interface LatencySeries {
  cluster: string
  service: string
  operation: string
  vantage: string
  /** Null where nobody says which. */
  node: string | null
  /** How many are seen in a minute that begins then. */
  countAt: (atMs: number) => number
  observe: (atMs: number, random: Random) => Observation
}

/** What of a replay is seen as latencies. */
export type PlanLatencies = (replay: Replay) => LatencySeries[]

/** Long tails on one side: half are shorter than the median, one of a hundred is longer than `p99Ms`. */
export const logNormal = (random: Random, medianMs: number, p99Ms: number): number =>
  medianMs * Math.exp((Math.log(p99Ms / medianMs) / NORMAL_P99) * random.normal())

const NORMAL_P99 = 2.326
