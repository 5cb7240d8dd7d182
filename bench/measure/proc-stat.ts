/** What Linux counts of one process, in clock ticks; the waited ones are children that have ended. */
export interface ProcessTicks {
  pid: number
  parentPid: number
  ownTicks: number
  waitedTicks: number
}

const FIRST_FIELD_AFTER_NAME = 3
const PARENT = 4
const USER = 14
const SYSTEM = 15
const WAITED_USER = 16
const WAITED_SYSTEM = 17

/** Reads a line of /proc/<pid>/stat; the name in brackets may hold spaces and brackets itself. */
export function parseProcStat(line: string): ProcessTicks {
  const nameEnd = line.lastIndexOf(')')
  const fields = line.slice(nameEnd + 2).split(' ')
  const field = (number: number) => Number(fields[number - FIRST_FIELD_AFTER_NAME])
  return {
    pid: Number.parseInt(line, 10),
    parentPid: field(PARENT),
    ownTicks: field(USER) + field(SYSTEM),
    waitedTicks: field(WAITED_USER) + field(WAITED_SYSTEM),
  }
}

/** The roots and everything that descends from them. */
export function treeOf(processes: readonly ProcessTicks[], rootPids: readonly number[]): ProcessTicks[] {
  const childrenOf = new Map<number, ProcessTicks[]>()
  for (const process of processes)
    childrenOf.set(process.parentPid, [...(childrenOf.get(process.parentPid) ?? []), process])
  const tree: ProcessTicks[] = []
  const waiting = processes.filter(({ pid }) => rootPids.includes(pid))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    tree.push(next)
    waiting.push(...(childrenOf.get(next.pid) ?? []))
  }
  return tree
}

/** Ticks of all that run and of all that ran, threads included. */
export const ticksOf = (tree: readonly ProcessTicks[]): number =>
  tree.reduce((sum, { ownTicks, waitedTicks }) => sum + ownTicks + waitedTicks, 0)

/** A figure of /proc/<pid>/smaps_rollup or status, which count in KiB. */
export function parseKibibytes(text: string, field: string): number {
  const line = text.split('\n').find((one) => one.startsWith(`${field}:`))
  return line === undefined ? 0 : Number.parseInt(line.slice(field.length + 1), 10) * 1024
}
