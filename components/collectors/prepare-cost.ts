import { formatBytes, formatCount, formatLong } from '@/lib/core/format-value'
import type { CollectorCostAnswer, CostSpreadAnswer } from '@/lib/contract/collector-cost'
import type { CostSort } from '@/lib/contract/view-choices'

type CostField = keyof CollectorCostAnswer['cost']

/** By what the nodes are sorted, and what that column is called. */
export const COST_COLUMNS: readonly { sort: CostSort; title: string; field: CostField | null }[] = [
  { sort: 'name', title: 'Node', field: null },
  { sort: 'cpu', title: 'Of one CPU', field: 'cpu' },
  { sort: 'share', title: 'Of all CPUs', field: 'cpuShare' },
  { sort: 'memory', title: 'Memory', field: 'memoryBytes' },
  { sort: 'scrape', title: 'Scrape', field: 'scrapeSeconds' },
  { sort: 'sent', title: 'Sent/s', field: 'sentBytesPerSecond' },
]

export interface CostRow {
  id: number
  name: string
  cluster: string
  /** By sort, as it is written; a dash where nobody measures it. */
  texts: Record<CostSort, string>
  /** Part of the dearest node's CPU, for a bar. */
  part: number
}

export interface CostTable {
  rows: CostRow[]
  /** Nodes whose collectors tell anything of themselves, and all of the question. */
  measured: number
  total: number
}

const MOST_ROWS = 12
const NOT_MEASURED = '–'

const written = (value: number | null, write: (value: number) => string): string =>
  value === null ? NOT_MEASURED : write(value)
const ratio = (value: number): string => formatLong(value, 'ratio')

const textsOf = (
  { nodes, cost }: Pick<CollectorCostAnswer, 'nodes' | 'cost'>,
  place: number,
): CostRow['texts'] => {
  const of = (field: CostField): number | null => cost[field][place] ?? null
  const memory = written(of('memoryBytes'), formatBytes)
  const share = of('memoryShare')
  return {
    name: nodes.name[place] ?? '',
    cpu: written(of('cpu'), ratio),
    share: written(of('cpuShare'), ratio),
    memory: share === null ? memory : `${memory} (${ratio(share)})`,
    scrape: written(of('scrapeSeconds'), (value) => formatLong(value, 'seconds')),
    sent: written(of('sentBytesPerSecond'), (value) => formatLong(value, 'bytes_per_second')),
  }
}

/** The places of all nodes, the dearest first; what is not measured comes last. */
const orderByCost = (
  { nodes, cost }: Pick<CollectorCostAnswer, 'nodes' | 'cost'>,
  sort: CostSort,
): number[] => {
  const field = COST_COLUMNS.find((column) => column.sort === sort)?.field ?? null
  const places = nodes.id.map((_, place) => place)
  if (field === null) return places
  const valueOf = (place: number): number => cost[field][place] ?? -1
  return places.sort((one, other) => valueOf(other) - valueOf(one) || one - other)
}

export const prepareCostTable = (answer: CollectorCostAnswer, sort: CostSort): CostTable => {
  const { nodes, cost } = answer
  const places = orderByCost(answer, sort)
  const isMeasured = (place: number) =>
    [cost.cpu, cost.memoryBytes, cost.scrapeSeconds].some((column) => (column[place] ?? null) !== null)
  const most = answer.spread.cpu?.most ?? 0
  const told = places.filter(isMeasured)
  return {
    rows: told.slice(0, MOST_ROWS).map((place) => ({
      id: nodes.id[place] ?? 0,
      name: nodes.name[place] ?? '',
      cluster: nodes.cluster[place] ?? '',
      texts: textsOf(answer, place),
      part: most > 0 ? (cost.cpu[place] ?? 0) / most : 0,
    })),
    measured: told.length,
    total: nodes.id.length,
  }
}

const cpuText = (cores: number): string =>
  cores >= 0.995 ? `${Number(cores.toPrecision(3)).toLocaleString('en-GB')} CPUs` : `${ratio(cores)} of a CPU`

/** One sentence that says what the fleet pays for being watched. */
export const describeCost = ({ spread, nodes }: CollectorCostAnswer): string => {
  const { cpu, memoryBytes, scrapeSeconds } = spread
  const total = nodes.id.length
  const isScrapeAll = cpu === null && memoryBytes === null
  if (isScrapeAll && scrapeSeconds === null) return 'No collector of these nodes tells what it costs.'
  const parts = [
    cpu === null ? null : `${cpuText(cpu.total)} in all (median ${ratio(cpu.median)} of one CPU)`,
    memoryBytes === null ? null : `${formatBytes(memoryBytes.total)} of memory`,
    scrapeSeconds === null || !isScrapeAll
      ? null
      : `${formatLong(scrapeSeconds.median, 'seconds')} for a scrape (median)`,
  ].filter((part) => part !== null)
  const of = Math.max(cpu?.nodes ?? 0, memoryBytes?.nodes ?? 0, isScrapeAll ? (scrapeSeconds?.nodes ?? 0) : 0)
  const who = of === total ? `${formatCount(of)} nodes` : `${formatCount(of)} of ${formatCount(total)} nodes`
  return `The collectors of ${who} take ${parts.join(' and ')}.`
}

export interface SpreadRow {
  name: string
  nodes: string
  median: string
  p95: string
  most: string
  total: string
  memory: string
  scrape: string
}

const spreadRow = (
  name: string,
  cpu: CostSpreadAnswer | null,
  memory: CostSpreadAnswer | null,
  scrape: CostSpreadAnswer | null,
): SpreadRow => ({
  name,
  nodes: formatCount(cpu?.nodes ?? memory?.nodes ?? scrape?.nodes ?? 0),
  median: written(cpu?.median ?? null, ratio),
  p95: written(cpu?.p95 ?? null, ratio),
  most: written(cpu?.most ?? null, ratio),
  total: written(cpu?.total ?? null, (cores) => String(Number(cores.toPrecision(3)))),
  memory: written(memory?.median ?? null, formatBytes),
  scrape: written(scrape?.p95 ?? null, (value) => formatLong(value, 'seconds')),
})

/** What each collector takes, and all of them. */
export const prepareSpreads = ({ collectors, spread }: CollectorCostAnswer): SpreadRow[] => {
  const rows = collectors.map((one) => spreadRow(one.name, one.cpu, one.memoryBytes, one.scrapeSeconds))
  if (rows.length < 2) return rows
  return [...rows, spreadRow('All of a node', spread.cpu, spread.memoryBytes, spread.scrapeSeconds)]
}
