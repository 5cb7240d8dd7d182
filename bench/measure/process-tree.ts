import { readFileSync, readdirSync } from 'node:fs'
import { parseKibibytes, parseProcStat, ticksOf, treeOf, type ProcessTicks } from './proc-stat'

/** USER_HZ, which Linux shows to programs as 100 on every platform that Node supports. */
const TICKS_PER_SECOND = 100

/** Processes that everything of a system descends from, by what they are. */
export type Roots = Readonly<Record<string, number>>

/** User and system time of these processes and all their descendants, ended ones included. */
export const cpuSecondsOf = (roots: Roots): number => sumOf(Object.values(cpuSecondsByRoot(roots)))

export function cpuSecondsByRoot(roots: Roots): Record<string, number> {
  const processes = readProcesses()
  return Object.fromEntries(
    Object.entries(roots).map(([name, pid]) => [name, ticksOf(treeOf(processes, [pid])) / TICKS_PER_SECOND]),
  )
}

/** Memory in use, with pages that several processes share counted once. */
export const memoryBytesOf = (roots: Roots): number =>
  sumOf(treeOf(readProcesses(), Object.values(roots)).map(({ pid }) => ownMemoryBytes(pid)))

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

const readProcesses = (): ProcessTicks[] =>
  readdirSync('/proc').flatMap((name) => {
    const line = /^\d+$/.test(name) ? readIfThere(`/proc/${name}/stat`) : null
    return line === null ? [] : [parseProcStat(line)]
  })

function ownMemoryBytes(pid: number): number {
  const rollup = readIfThere(`/proc/${pid}/smaps_rollup`)
  if (rollup !== null) return parseKibibytes(rollup, 'Pss')
  return parseKibibytes(readIfThere(`/proc/${pid}/status`) ?? '', 'VmRSS')
}

/** Processes come and go while they are listed. */
function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
