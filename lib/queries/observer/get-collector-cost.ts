import type { CollectorCostAnswer, CollectorCostParams } from '../../contract/collector-cost'
import { resolveWindow } from '../../contract/window'
import type { MetricId } from '../../core/checklist/types'
import { costOfNode, spreadOfCost, type CostReadings, type NodeCost } from '../../core/observer/cost'
import { getStore } from '../../store/db'
import type { NodeRow } from '../../store/nodes'
import { inSnapshot, type Snapshot } from '../../store/snapshot'
import { progressOf, readFactsVersion } from '../../store/store-state'
import { readingsWindow } from '../asked-window'
import { filterNodes } from '../filter-nodes'
import { readListedNodes } from '../node-heard'
import { readFolded } from '../read-folded'
import { tidy } from '../tidy'
import { unlessKnown, type QueryContext } from '../unless-known'
import type { SteppedWindow } from '../window-step'
import { readCostOfCollectors } from './read-cost-of-collectors'

const METRICS = {
  cpu: 'software.utilization.collector_cpu',
  memoryBytes: 'software.utilization.collector_memory',
  scrapeSeconds: 'software.utilization.collector_scrape',
  sentBytesPerSecond: 'software.utilization.collector_bytes',
  cpuCount: 'cpu.utilization.count',
  nodeMemoryBytes: 'memory.utilization.total',
} as const satisfies Record<keyof CostReadings, MetricId>

const MOST_COLLECTORS = 12

export const getCollectorCost = (
  params: CollectorCostParams,
  context: QueryContext,
): Promise<CollectorCostAnswer | null> =>
  inSnapshot(getStore(), async (snapshot) => {
    const { window } = readingsWindow(snapshot, resolveWindow(params, context.nowMs), context.nowMs)
    const facts = params.filter.trim() === '' ? '' : await readFactsVersion(snapshot)
    return unlessKnown(context, snapshot, { window, facts }, () =>
      readCollectorCost(snapshot, params, context.nowMs),
    )
  })

export const readCollectorCost = async (
  snapshot: Snapshot,
  params: CollectorCostParams,
  nowMs: number,
): Promise<CollectorCostAnswer> => {
  const asked = resolveWindow(params, nowMs)
  const { asOfMs } = progressOf(snapshot.state)
  const listed = await readListedNodes(snapshot, asked, asOfMs ?? nowMs)
  const heard = listed.filter(({ state }) => state !== 'gone')
  const fitting = await filterNodes(snapshot, heard, params.filter, Math.min(asked.toMs, nowMs))
  const nodes = fitting.map(({ row }) => row).sort(byName)
  const stepped = readingsWindow(snapshot, asked, nowMs)
  const readings = await readReadings(snapshot, stepped, nodes)
  const costs = nodes.map((_, place) => costOfNode(readings, place))
  const column = (field: keyof NodeCost) =>
    costs.map((cost) => (cost[field] === null ? null : tidy(cost[field])))
  const collectors = await readCostOfCollectors(snapshot, stepped, nodes)
  return {
    window: stepped.window,
    nowMs,
    asOfMs,
    known: heard.length,
    nodes: {
      id: nodes.map(({ id }) => id),
      name: nodes.map(({ name }) => name),
      cluster: nodes.map(({ cluster }) => cluster),
    },
    cost: {
      cpu: column('cpu'),
      cpuShare: column('cpuShare'),
      memoryBytes: column('memoryBytes'),
      memoryShare: column('memoryShare'),
      scrapeSeconds: column('scrapeSeconds'),
      sentBytesPerSecond: column('sentBytesPerSecond'),
    },
    spread: {
      cpu: spreadOfCost(column('cpu')),
      memoryBytes: spreadOfCost(column('memoryBytes')),
      scrapeSeconds: spreadOfCost(column('scrapeSeconds')),
    },
    collectors: collectors.slice(0, MOST_COLLECTORS),
    collectorsTotal: collectors.length,
  }
}

const byName = (one: NodeRow, other: NodeRow): number =>
  one.name < other.name ? -1 : one.name > other.name ? 1 : one.id - other.id

const readReadings = async (
  snapshot: Snapshot,
  stepped: SteppedWindow,
  nodes: readonly NodeRow[],
): Promise<CostReadings> => {
  const folded = await readFolded(snapshot, { stepped, metrics: Object.values(METRICS), nodes })
  const means = (metric: MetricId): ArrayLike<number> => folded.get(metric)?.mean ?? []
  return {
    cpu: means(METRICS.cpu),
    memoryBytes: means(METRICS.memoryBytes),
    scrapeSeconds: means(METRICS.scrapeSeconds),
    sentBytesPerSecond: means(METRICS.sentBytesPerSecond),
    cpuCount: means(METRICS.cpuCount),
    nodeMemoryBytes: means(METRICS.nodeMemoryBytes),
  }
}
