import { METRIC_IDS } from '../checklist/checklist'
import type { MetricId } from '../checklist/types'

/** What only says how large a node is, or what collectors do because of whatever goes on. */
const NOT_EXPLAINED: ReadonlySet<MetricId> = new Set([
  'cpu.utilization.count',
  'memory.utilization.total',
  'software.utilization.collector_scrape',
  'software.utilization.collector_bytes',
])

/** The metrics in which causes and effects are looked for. */
export const EXPLAINED_METRICS: readonly MetricId[] = METRIC_IDS.filter((id) => !NOT_EXPLAINED.has(id))
