import { readFileSync, readdirSync } from 'node:fs'
import { parseKibibytes, parseProcStat, ticksOf, treeOf, type ProcessTicks } from './proc-stat'

/** USER_HZ, which Linux shows to programs as 100 on every platform that Node supports. */
const TICKS_PER_SECOND = 100

/** User and system time of these processes and all their descendants, ended ones included. */
export const cpuSecondsOf = (rootPids: readonly number[]): number =>
  ticksOf(readTree(rootPids)) / TICKS_PER_SECOND

/** Memory in use, with pages that several processes share counted once. */
export const memoryBytesOf = (rootPids: readonly number[]): number =>
  readTree(rootPids).reduce((sum, { pid }) => sum + ownMemoryBytes(pid), 0)

const readTree = (rootPids: readonly number[]): ProcessTicks[] => treeOf(readProcesses(), rootPids)

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
