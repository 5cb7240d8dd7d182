import { MINUTE_MS, bucketOf } from '@/lib/core/times'
import { SERIES_PER_NODE } from '../load/fleet'
import { encodeFleet, type EncodedFleet } from '../load/encode-fleet'
import { say } from '../report/say'
import { formatNumber } from '../report/format'
import type { Target } from '../targets/target'
import type { BacklogRow } from './backlog-table'
import type { BacklogCase } from './cases'
import { measureBacklog, type BacklogResult } from './measure-backlog'

const STEP_MS = 15_000
const CONNECTIONS = 8
/** Longer than usescope waits for late samples, so that it can write all of the backlog for good. */
const END_BEFORE_NOW_MS = MINUTE_MS

export async function runBacklog(
  cases: readonly BacklogCase[],
  targets: readonly Target[],
  rounds: number,
): Promise<BacklogRow[]> {
  const rows: BacklogRow[] = []
  for (const [at, one] of cases.entries()) {
    const results = new Map<Target, BacklogResult[]>(targets.map((target) => [target, []]))
    for (let round = 0; round < roundsOf(at, rounds); round += 1) {
      const fleet = encodeBacklog(one, Date.now())
      for (const target of targets) {
        const result = await measureBacklog(target, fleet, one.warmUpMinutes * MINUTE_MS)
        results.get(target)?.push(result)
        say(`${describe(one)}, round ${round + 1}: ${target.name} ${summarise(result)}`)
      }
    }
    rows.push(...targets.map((target) => ({ one, target: target.name, results: results.get(target) ?? [] })))
  }
  return rows
}

/** The first case is the headline; the others tell how it changes with size. */
const roundsOf = (at: number, rounds: number): number => (at === 0 ? rounds : Math.min(rounds, 3))

function encodeBacklog(one: BacklogCase, nowMs: number): EncodedFleet {
  const { nodes, warmUpMinutes, minutes, samplesPerRequest } = one
  const endMs = bucketOf(nowMs - END_BEFORE_NOW_MS)
  const ticks = ((warmUpMinutes + minutes) * MINUTE_MS) / STEP_MS
  return encodeFleet({
    nodes,
    ticks,
    startMs: endMs - ticks * STEP_MS,
    stepMs: STEP_MS,
    kind: 'decimal',
    samplesPerRequest,
    connections: CONNECTIONS,
  })
}

const describe = ({ nodes, minutes, samplesPerRequest }: BacklogCase): string =>
  `${nodes} nodes × ${SERIES_PER_NODE} series × ${minutes} min, ${samplesPerRequest} a request`

function summarise({ cpuSecondsPerMillion, parts, acceptedPerSecond, retries }: BacklogResult): string {
  const words = Object.entries(parts).map(([name, seconds]) => `${name} ${formatNumber(seconds)}`)
  const split = words.length > 1 ? ` (${words.join(', ')})` : ''
  const again = retries === 0 ? '' : `, ${retries} asked to retry`
  return `${formatNumber(cpuSecondsPerMillion)} CPU-s per million${split}, ${formatNumber(acceptedPerSecond)} accepted/s${again}`
}
