import { expect, it } from 'vitest'
import { partitionsOf } from './peers'
import { recurringRows } from './recurring-rows'
import { shiftEvidence } from './shift'

const NODES = 24
const SPANS = 8
const role = (node: number) => (node % 2 === 0 ? 'web' : 'db')
const nodes = Array.from({ length: NODES }, (_, at) => ({
  name: `n${String(at)}`,
  facts: [{ fact: 'role', value: role(at), fromMs: -Infinity, toMs: Infinity }],
}))
const metric = { id: 'cpu.utilization.busy', aspect: 'utilization', badDirection: 1, scale: 1 } as const
const spans = { metric, rows: nodes.map((_, node) => ({ node, device: '' })), values: new Float32Array() }
const partitions = partitionsOf(nodes, 0)

/** By row and span: each role has days of its own, and each node a little of its own. */
const measured = (of: (node: number, span: number) => number): Float64Array =>
  Float64Array.from({ length: NODES * SPANS }, (_, at) => {
    const [node, span] = [Math.floor(at / SPANS), at % SPANS]
    const day = (role(node) === 'web' ? 0.2 : 0.05) * Math.sin(span)
    return day + 0.01 * Math.sin(7 * node + 3 * span) + of(node, span)
  })

it('a shift of a few nodes is evidence, and a busy day of all their peers is none', () => {
  const evidence = shiftEvidence(
    spans,
    measured((node, span) => (node < 2 && span === 0 ? 0.2 : 0)),
    partitions,
  )
  const today = Array.from({ length: NODES }, (_, node) => evidence[node * SPANS] ?? NaN)
  expect(Math.min(...today.slice(0, 2))).toBeGreaterThan(1)
  expect(Math.max(...today.slice(2))).toBeLessThan(0.25)
})

it('what a few nodes do at this time of most days comes back, and what they do today alone does not', () => {
  const nightly = measured((node) => (node === 3 ? 0.3 : 0))
  expect(recurringRows(spans, nightly, partitions)).toEqual([{ row: 3, spans: [1, 2, 3, 4, 5, 6, 7] }])
  const once = measured((node, span) => (node === 3 && span === 0 ? 0.3 : 0))
  expect(recurringRows(spans, once, partitions)).toEqual([])
  const missed = measured((node, span) => (node === 3 && span > 0 ? 0.3 : 0))
  expect(recurringRows(spans, missed, partitions)).toEqual([])
})
