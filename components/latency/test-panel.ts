import type { LatencyAnswer, LatencyPanel } from '@/lib/contract/latency'
import { encodeCells } from '@/lib/core/three-digits'

interface PanelInput {
  edgesMs: number[]
  /** Of each step the counts of all rows; null where nothing was told. */
  steps: (number[] | null)[]
  rows?: LatencyPanel['rows']
  quantiles?: LatencyPanel['quantiles']
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)

export const panelOf = ({ edgesMs, steps, rows = 'bounds', quantiles = [] }: PanelInput): LatencyPanel => ({
  vantage: null,
  edgesMs,
  rows,
  cells: steps.map((counts) => (counts === null ? '' : encodeCells(Float64Array.from(counts)))),
  counts: steps.map((counts) => (counts === null ? null : sumOf(counts))),
  meanMs: steps.map(() => null),
  quantiles,
  total: {
    quantiles: [],
    count: sumOf(steps.flatMap((counts) => counts ?? [])),
    sumMs: null,
    meanMs: null,
    minMs: edgesMs[0] ?? 0,
    maxMs: edgesMs.at(-1) ?? null,
  },
  resolution: { worstRelativeError: 0.01, kinds: ['exponential'], scale: 5, boundsLists: 0 },
  modes: [],
  objective: null,
})

export const answerOf = (panels: LatencyPanel[]): LatencyAnswer => {
  const edges = panels.flatMap(({ edgesMs }) => edgesMs)
  const stepCount = panels[0]?.cells.length ?? 0
  return {
    window: { fromMs: 0, toMs: stepCount * 60_000 },
    nowMs: stepCount * 60_000,
    asOfMs: stepCount * 60_000,
    isAnyKnown: true,
    startMs: 0,
    stepMs: 60_000,
    stepCount,
    axis: edges.length === 0 ? null : { lowMs: Math.min(...edges), highMs: Math.max(...edges) },
    panels,
    cut: null,
    seriesCount: 1,
    nodesSinceMs: null,
  }
}
