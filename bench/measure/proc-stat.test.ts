import { describe, expect, it } from 'vitest'
import { parseKibibytes, parseProcStat, ticksOf, treeOf } from './proc-stat'

const statLine = (pid: number, parentPid: number, [user, system, waitedUser, waitedSystem]: number[]) =>
  `${pid} (a) name (b) S ${parentPid} 1 1 0 -1 4194560 9 9 9 9 ${user} ${system} ${waitedUser} ${waitedSystem} 20 0 11 0`

describe('what Linux counts of processes', () => {
  it('is read behind a name with spaces and brackets', () => {
    expect(parseProcStat(statLine(12, 3, [4, 5, 6, 7]))).toEqual({
      pid: 12,
      parentPid: 3,
      ownTicks: 9,
      waitedTicks: 13,
    })
  })

  it('is summed over the descendants of the roots alone, ended ones included', () => {
    const processes = [
      statLine(1, 0, [100, 0, 0, 0]),
      statLine(10, 1, [1, 2, 3, 4]),
      statLine(11, 10, [5, 0, 0, 0]),
      statLine(12, 11, [0, 6, 0, 0]),
      statLine(13, 1, [100, 0, 0, 0]),
    ].map(parseProcStat)
    const tree = treeOf(processes, [10])
    expect(tree.map(({ pid }) => pid).sort()).toEqual([10, 11, 12])
    expect(ticksOf(tree)).toBe(21)
  })

  it('is nothing for processes that are gone', () => {
    expect(ticksOf(treeOf([], [10]))).toBe(0)
  })

  it('tells memory in KiB', () => {
    expect(parseKibibytes('Rss:  9 kB\nPss:    12 kB\n', 'Pss')).toBe(12 * 1024)
    expect(parseKibibytes('Rss:  9 kB\n', 'Pss')).toBe(0)
  })
})
