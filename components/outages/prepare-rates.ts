import type { OutageGroupAnswer, OutageRateAnswer, OutagesAnswer } from '@/lib/contract/outages'
import { formatCount, formatCounted } from '@/lib/core/format-value'

/** Two digits that say something, and no more than the first decimal below ten. */
export const formatRate = (rate: number): string => {
  if (rate === 0) return '0'
  if (rate >= 100) return formatCount(Math.round(rate))
  return String(Number(rate.toPrecision(2)))
}

export const formatInterval = ({ low, high }: Pick<OutageRateAnswer, 'low' | 'high'>): string =>
  high === null ? `at least ${formatRate(low)}` : `${formatRate(low)}–${formatRate(high)}`

const LEAST_P = 0.001

export const formatP = (pValue: number): string =>
  pValue < LEAST_P ? 'p < 0.001' : `p = ${String(Number(pValue.toPrecision(2)))}`

const groupName = ({ fact, value }: Pick<OutageGroupAnswer, 'fact' | 'value'>): string =>
  value === '' ? `without ${fact}` : `${fact} ${value}`

/** The answer before anything else is read. */
export const headlineOf = ({ total, nodes, stillOut }: OutagesAnswer): string => {
  if (nodes === 0 || total.rate === null) return 'No node was heard in this window'
  const watched = `${formatRate(total.nodeDays)} node-${total.nodeDays === 1 ? 'day' : 'days'}`
  const most = `at most ${formatRate(total.high ?? 0)} per 100 nodes per day`
  if (total.outages === 0 && stillOut > 0)
    return `${stillOut === 1 ? '1 node is' : `${formatCount(stillOut)} nodes are`} out since before this window; no new outage in ${watched}: ${most}`
  if (total.outages === 0) return `No outage in ${watched}: ${most}`
  const rate = formatRate(total.rate)
  return `${rate} ${rate === '1' ? 'outage' : 'outages'} per 100 nodes per day (${formatInterval(total)})`
}

const ratioText = ({ ratio, ratioLow, ratioHigh }: OutageGroupAnswer): string =>
  ratio === null
    ? `are out and no others (at least ${formatRate(ratioLow)} × as often`
    : `are out ${formatRate(ratio)} × as often as others (${formatRate(ratioLow)}–${ratioHigh === null ? '∞' : formatRate(ratioHigh)}`

export const separationSentence = (group: OutageGroupAnswer): string =>
  `Nodes with ${groupName(group)} ${ratioText(group)}, ${formatP(group.pValue)})`

/** What else is to be known, one sentence each. */
export const furtherSentences = (answer: OutagesAnswer): string[] => {
  const { total, nodes, stillOut, pathOutages, answered, replaced, onsets } = answer
  if (nodes === 0) return []
  return [
    ...(total.outages === 0 && stillOut === 0
      ? []
      : [
          `${formatCounted(total.outages, 'outage', 'outages')} of ${formatCounted(nodes, 'node', 'nodes')} in ${formatRate(total.nodeDays)} node-days${stillOut === 0 ? '' : `, ${formatCount(stillOut)} still out`}.`,
        ]),
    ...(pathOutages === 0
      ? []
      : [`${formatCounted(pathOutages, 'path', 'paths')} between nodes that work otherwise.`]),
    ...(answered + replaced === 0
      ? []
      : [
          `Not counted: ${formatCounted(answered + replaced, 'silence', 'silences')} (${formatCount(answered)} while the node answered others, ${formatCount(replaced)} while it was made anew).`,
        ]),
    ...(onsets.medianStanding === null
      ? []
      : [
          `When they began, more moved over the network than in ${String(Math.floor(onsets.medianStanding * 100))} % of the day before (median of ${formatCount(onsets.measured)}; ${formatCount(onsets.high)} in the highest tenth).`,
        ]),
    answer.paths === 0
      ? 'Nobody probes: outages are told by silence alone.'
      : `${formatCount(answer.nodesProbed)} of ${formatCount(nodes)} nodes are probed, over ${formatCount(answer.paths)} paths.`,
  ]
}

/** An interval on a scale from zero to the highest rate drawn; shares from 0 to 1. */
export interface DrawnInterval {
  at: number
  from: number
  to: number
  /** Beyond the scale. */
  isCut: boolean
}

export interface GroupRow {
  group: OutageGroupAnswer
  name: string
  drawn: DrawnInterval | null
}

export interface GroupRows {
  rows: GroupRow[]
  /** The end of the scale, and where the whole fleet lies on it. */
  most: number
  fleetAt: number | null
}

const MOST_OF_RATE = 3

/** Bounds of tiny groups reach far beyond all rates, so the scale ends before them. */
export const groupRows = ({ groups, total }: OutagesAnswer): GroupRows => {
  const highestRate = Math.max(0, ...groups.map(({ rate }) => rate ?? 0))
  const highestBound = Math.max(0, ...groups.map(({ high }) => high ?? 0))
  const most = Math.max(
    1e-9,
    highestRate === 0 ? highestBound : Math.min(highestBound, MOST_OF_RATE * highestRate),
  )
  const shareOf = (rate: number): number => Math.min(1, rate / most)
  return {
    most,
    fleetAt: total.rate === null ? null : shareOf(total.rate),
    rows: groups.map((group) => ({
      group,
      name: group.value === '' ? 'not known' : group.value,
      drawn:
        group.rate === null
          ? null
          : {
              at: shareOf(group.rate),
              from: shareOf(group.low),
              to: shareOf(group.high ?? Infinity),
              isCut: (group.high ?? Infinity) > most,
            },
    })),
  }
}
