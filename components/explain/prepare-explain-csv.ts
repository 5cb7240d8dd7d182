import type { CsvCell } from '@/components/ui/download-csv'
import type { ExplainAnswer } from '@/lib/contract/explain'

const iso = (ms: number | null): CsvCell => (ms === null ? null : new Date(ms).toISOString())

/** All metrics that were told of, suspects and victims. */
export const resourceCsvRows = ({ resources }: ExplainAnswer): CsvCell[][] => [
  ['metric', 'title', 'role', 'stands out', 'score', 'nodes affected', 'nodes', 'since', 'most on', 'why'],
  ...resources.map((row) => [
    row.metric,
    row.title,
    row.role,
    row.standsOut ? 'yes' : 'no',
    row.score,
    row.nodesAffected,
    row.nodesTotal,
    iso(row.onsetMs),
    row.worst.name,
    row.sentence,
  ]),
]

/** Those that were answered, which are the strongest. */
export const seriesCsvRows = ({ series }: ExplainAnswer): CsvCell[][] => [
  [
    'node',
    'device',
    'metric',
    'title',
    'role',
    'stands out',
    'score',
    'kind',
    'from',
    'to',
    'unit',
    'since',
    'seconds',
  ],
  ...series.map((row) => [
    row.node.name,
    row.device,
    row.metric,
    row.title,
    row.role,
    row.standsOut ? 'yes' : 'no',
    row.score,
    row.kind,
    row.baselineValue,
    row.value,
    row.unit,
    iso(row.onsetMs),
    row.durationMs / 1000,
  ]),
]

/** When each metric began to move on each of its nodes. */
export const onsetCsvRows = ({ lanes }: ExplainAnswer): CsvCell[][] => [
  ['metric', 'title', 'onset'],
  ...lanes.flatMap(({ metric, title, onsetsMs }) =>
    onsetsMs.map((onsetMs): CsvCell[] => [metric, title, iso(onsetMs)]),
  ),
]
