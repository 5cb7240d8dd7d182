import { describe, expect, it } from 'vitest'
import { OnsetList } from '../onsets/onset-columns'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../times'
import { findEpisodes, findOccurrences, type EarlierBursts } from './seen-before'
import { separateDays } from './separate-days'

const WINDOW_MS = Date.UTC(2026, 0, 20, 6)
const SIGNATURE = [
  { metric: 'disk.utilization.busy', rise: 0.8 },
  { metric: 'tcp.saturation.retransmits', rise: 10 },
]

/** [node, moment, rise]. */
const bursts = (metric: string, all: readonly (readonly [number, number, number])[]): EarlierBursts => {
  const list = new OnsetList()
  for (const [node, atMs, rise] of all) list.add(node, 0, atMs, 5 * MINUTE_MS, rise)
  return {
    metric,
    rows: Array.from({ length: 10 }, (_, node) => ({ node, device: '' })),
    onsets: list.finish(),
  }
}

const YESTERDAY_MS = WINDOW_MS - DAY_MS

describe('an incident was seen before', () => {
  it('where a node showed all its resources together and as strongly', () => {
    const found = findOccurrences(
      SIGNATURE,
      [
        bursts('disk.utilization.busy', [
          [1, YESTERDAY_MS, 0.7],
          [2, YESTERDAY_MS, 0.7],
          [3, YESTERDAY_MS, 0.1],
          [4, YESTERDAY_MS, 0.7],
          [5, WINDOW_MS + MINUTE_MS, 0.7],
        ]),
        bursts('tcp.saturation.retransmits', [
          [1, YESTERDAY_MS + 5 * MINUTE_MS, 9],
          [2, YESTERDAY_MS + HOUR_MS, 9],
          [3, YESTERDAY_MS, 9],
          [5, WINDOW_MS + MINUTE_MS, 9],
        ]),
      ],
      WINDOW_MS,
    )
    expect(found).toEqual([{ node: 1, atMs: YESTERDAY_MS }])
  })

  it('once for what follows closely, and only on nearly as many nodes', () => {
    const at = (node: number, atMs: number) => ({ node, atMs })
    const found = findEpisodes(
      [at(8, YESTERDAY_MS - DAY_MS), at(1, YESTERDAY_MS), at(2, YESTERDAY_MS + 40 * MINUTE_MS)],
      new Set([1, 3, 4]),
    )
    expect(found).toEqual([
      { fromMs: YESTERDAY_MS, toMs: YESTERDAY_MS + 40 * MINUTE_MS, nodes: [1, 2], sameNodes: 1 },
    ])
    expect(findOccurrences([], [], WINDOW_MS)).toEqual([])
    expect(findEpisodes([], new Set([1]))).toEqual([])
  })
})

describe('facts over days', () => {
  const nodes = Array.from({ length: 40 }, (_, at) => ({
    name: `n${String(at)}`,
    facts: [{ fact: 'driver', value: at < 8 ? 'old' : 'new', fromMs: -Infinity, toMs: Infinity }],
  }))
  const now = new Map([[2, WINDOW_MS]])
  const on = (node: number, back: number) => ({ node, atMs: WINDOW_MS - back * DAY_MS + 3 * HOUR_MS })

  it('tell what one node of today cannot', () => {
    const [first] = separateDays(nodes, now, [on(0, 1), on(5, 3), on(7, 4), on(3, 6)], {
      windowMs: WINDOW_MS,
      count: 7,
    })
    expect(first).toMatchObject({
      fact: 'driver',
      value: 'old',
      affectedInside: 5,
      affectedOutside: 0,
      days: 8,
    })
  })

  it('count a node that does it every day once', () => {
    const daily = [1, 2, 3, 4, 5, 6, 7].map((back) => on(2, back))
    expect(separateDays(nodes, now, daily, { windowMs: WINDOW_MS, count: 7 })[0]?.evidence ?? 0).toBeLessThan(
      2,
    )
  })
})
