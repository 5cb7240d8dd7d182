import type { CsvCell } from '@/components/ui/download-csv'
import type { CollectorCostAnswer } from '@/lib/contract/collector-cost'

const HEADING = [
  'node',
  'cluster',
  'cpu of one',
  'cpu of all',
  'memory in bytes',
  'memory share',
  'scrape in seconds',
  'bytes sent per second',
]

/** A row for each node; empty is not measured. */
export const prepareCostCsv = ({ nodes, cost }: CollectorCostAnswer): CsvCell[][] => [
  HEADING,
  ...nodes.name.map((name, place) => [
    name,
    nodes.cluster[place] ?? '',
    cost.cpu[place] ?? null,
    cost.cpuShare[place] ?? null,
    cost.memoryBytes[place] ?? null,
    cost.memoryShare[place] ?? null,
    cost.scrapeSeconds[place] ?? null,
    cost.sentBytesPerSecond[place] ?? null,
  ]),
]
