import { spreadOf } from '../measure/statistics'
import { NOT_MEASURED, formatNumber, formatSpread } from '../report/format'
import type { Table } from '../report/table'
import { QUESTIONS } from './questions'
import type { OwnTimes, Times } from './run-queries'

export interface AskedPeer {
  name: string
  times: Times
}

const spread = (times: readonly number[] | undefined): string => formatSpread(spreadOf(times ?? []))

export const queriesTable = (
  { nodes, days }: { nodes: number; days: number },
  own: OwnTimes | null,
  peers: readonly AskedPeer[],
): Table => ({
  title: `Questions, ${nodes} nodes, ${days} days`,
  notes: [
    'Milliseconds, medians (smallest–largest). usescope: the function that answers, in a process of its own; restarted: its first answer, with files in the cache of the system. Peers: HTTP from the request to the last byte, warm.',
  ],
  columns: ['question', 'aim', 'usescope, warm', 'restarted', ...peers.map(({ name }) => name)],
  rows: [
    ...QUESTIONS.map(({ name, what, targetMs }) => [
      what,
      `≤ ${targetMs}`,
      spread(own?.warmMs[name]),
      spread(own?.firstMs[name]),
      ...peers.map(({ times }) => spread(times[name])),
    ]),
    ...httpRows(own, peers.length),
  ],
})

function httpRows(own: OwnTimes | null, peers: number): string[][] {
  const sorted = [...(own?.httpMs ?? [])].sort((a, b) => a - b)
  const p95 = sorted[Math.ceil(0.95 * sorted.length) - 1]
  const empty = Array.from({ length: 1 + peers }, () => NOT_MEASURED)
  return [
    ['GET /api/v1/fleet, 1 h', '', spread(sorted), ...empty],
    ['GET /api/v1/fleet, 1 h, p95', '≤ 50', p95 === undefined ? NOT_MEASURED : formatNumber(p95), ...empty],
  ]
}

export const growthTable = (fleets: readonly { nodes: number; own: OwnTimes }[]): Table => ({
  title: 'Growth',
  notes: ['The same questions of usescope, warm, in milliseconds, by the number of nodes.'],
  columns: ['question', ...fleets.map(({ nodes }) => `${nodes} nodes`)],
  rows: [
    ...QUESTIONS.map(({ name, what }) => [what, ...fleets.map(({ own }) => spread(own.warmMs[name]))]),
    ['GET /api/v1/fleet, 1 h', ...fleets.map(({ own }) => spread(own.httpMs))],
  ],
})
