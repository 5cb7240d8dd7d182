import { spreadOf } from '../measure/statistics'
import { NOT_MEASURED, formatNumber, formatSpread } from '../report/format'
import type { Table } from '../report/table'
import { QUESTIONS } from './questions'
import type { Cost, Costs, OwnCosts } from './run-queries'

export interface AskedPeer {
  name: string
  costs: Costs
}

const spread = (times: readonly number[] | undefined): string => formatSpread(spreadOf(times ?? []))

/** Wall-clock and CPU time, which a busy machine hardly changes. */
const cells = (cost: Cost | undefined): string[] => [
  spread(cost?.tookMs),
  cost === undefined ? NOT_MEASURED : formatNumber(spreadOf(cost.cpuMs)?.median ?? NaN),
]

const GRID_OVER_HTTP = 'GET /api/v1/fleet, 1 h'

export const queriesTable = (
  { nodes, days }: { nodes: number; days: number },
  own: OwnCosts | null,
  peers: readonly AskedPeer[],
): Table => ({
  title: `Questions, ${nodes} nodes, ${days} days`,
  notes: [
    'Milliseconds, medians (smallest–largest), and CPU milliseconds of an answer. usescope: the function that answers, in a process of its own; restarted: the first answer of that process, with files in the cache of the system. Peers: HTTP from the request to the last byte, warm.',
  ],
  columns: [
    'question',
    'aim',
    'usescope, warm',
    'CPU',
    'restarted',
    ...peers.flatMap(({ name }) => [name, 'CPU']),
  ],
  rows: [
    ...QUESTIONS.map(({ name, what, targetMs }) => [
      what,
      `≤ ${targetMs}`,
      ...cells(own?.warm[name]),
      spread(own?.firstMs[name]),
      ...peers.flatMap(({ costs }) => cells(costs[name])),
    ]),
    ...httpRows(own?.http),
  ],
})

function httpRows(http: Cost | undefined): string[][] {
  const sorted = [...(http?.tookMs ?? [])].sort((a, b) => a - b)
  const p95 = sorted[Math.ceil(0.95 * sorted.length) - 1]
  return [
    [GRID_OVER_HTTP, '', ...cells(http)],
    [`${GRID_OVER_HTTP}, p95`, '≤ 50', p95 === undefined ? NOT_MEASURED : formatNumber(p95)],
  ]
}

export const growthTable = (fleets: readonly { nodes: number; own: OwnCosts }[]): Table => ({
  title: 'Growth',
  notes: ['The same questions of usescope, warm, in milliseconds, by the number of nodes.'],
  columns: ['question', ...fleets.flatMap(({ nodes }) => [`${nodes} nodes`, 'CPU'])],
  rows: [
    ...QUESTIONS.map(({ name, what }) => [what, ...fleets.flatMap(({ own }) => cells(own.warm[name]))]),
    [GRID_OVER_HTTP, ...fleets.flatMap(({ own }) => cells(own.http))],
  ],
})
