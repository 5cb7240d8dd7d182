import { performance } from 'node:perf_hooks'
import { explain, type ExplainInput } from '@/lib/core/explain/explain'
import type { MetricSpans } from '@/lib/core/explain/spans'
import { DAY_MS, HOUR_MS } from '@/lib/core/times'
import { makeReplay } from '@/lib/replay/make-replay'
import { say } from '../../report/say'
import type { Table } from '../../report/table'
import { questionOf } from './ask-replay'

const SIZES: readonly number[] = [30, 300, 3000]
const METRICS = 78
const ROUNDS = 3

/** What the analysis of an hour costs by the number of nodes, without reading. */
export const runSizes = (isQuick: boolean): Table => {
  const replay = makeReplay('unattended-upgrades', { nodes: 30, days: 8, affectedShare: 0.1 })
  const fromMs = replay.endMs - DAY_MS + 6 * HOUR_MS
  const small = questionOf(replay, { fromMs, toMs: fromMs + HOUR_MS })
  const sizes = isQuick ? SIZES.slice(0, 2) : SIZES
  return {
    title: 'What the analysis costs',
    notes: [
      `An hour against seven days, ${METRICS} metrics, without reading and answering: the same 30 nodes again and again, the fastest of ${ROUNDS}.`,
    ],
    columns: ['nodes', 'time'],
    rows: sizes.map((nodes) => {
      const input = manyTimes(small, nodes)
      const times = Array.from({ length: ROUNDS }, () => {
        const startedMs = performance.now()
        explain(input)
        return performance.now() - startedMs
      })
      const row = [String(nodes), `${Math.round(Math.min(...times))} ms`]
      say(row.join(' · '))
      return row
    }),
  }
}

const manyTimes = (input: ExplainInput, count: number): ExplainInput => {
  const few = input.nodes.length
  const metrics = Array.from({ length: METRICS }, (_, at) => {
    const spans = input.metrics[at % input.metrics.length]
    return spans === undefined ? [] : [repeated(spans, few, count)]
  })
  const nodes = Array.from({ length: count }, (_, at) => input.nodes[at % few] ?? { name: '', facts: [] })
  return { ...input, nodes, metrics: metrics.flat() }
}

const repeated = ({ metric, rows, values }: MetricSpans, few: number, count: number): MetricSpans => {
  const each = values.length / rows.length
  const all = Array.from({ length: Math.ceil(count / few) }, (_, turn) =>
    rows.flatMap(({ node, device }, row) =>
      turn * few + node < count ? [{ node: turn * few + node, device, row }] : [],
    ),
  ).flat()
  const copied = new Float32Array(all.length * each)
  all.forEach(({ row }, place) => copied.set(values.subarray(row * each, (row + 1) * each), place * each))
  return { metric, rows: all.map(({ node, device }) => ({ node, device })), values: copied }
}
