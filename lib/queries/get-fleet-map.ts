import type { FleetMapAnswer, FleetMapParams, MapGroup } from '../contract/fleet-map'
import { resourceTitle } from '../core/checklist/checklist'
import type { Verdict } from '../core/judge'
import { getStore } from '../store/db'
import { inSnapshot, type Snapshot } from '../store/snapshot'
import { progressOf, readFactsVersion } from '../store/store-state'
import { askedGridWindow } from './asked-window'
import { pressuresOf, verdictsOfSlot } from './cells-of-slot'
import { describeMetric } from './describe-metric'
import { filterNodes } from './filter-nodes'
import { groupBy } from '../core/group-by'
import { headlineCells, neededMetrics, type HeadlineCell } from './headline-cells'
import { knownMetric } from './known-metric'
import { labelNames } from './label-names'
import { readListedNodes, type HeardNode } from './node-heard'
import { readNodeLabels } from './node-labels'
import { readFolded } from './read-folded'
import { noCounts, nodeVerdict } from './summarise-fleet'
import { tidy } from './tidy'
import { unlessKnown, type QueryContext } from './unless-known'

/** What a screen has pixels for. */
const MOST_NODES = 50_000

export const getFleetMap = (params: FleetMapParams, context: QueryContext): Promise<FleetMapAnswer | null> =>
  inSnapshot(getStore(), async (snapshot) => {
    const { window } = askedGridWindow(snapshot, params, context.nowMs)
    const isLabelled = params.filter.trim() !== '' || params.group.trim() !== ''
    const facts = isLabelled ? await readFactsVersion(snapshot) : ''
    return unlessKnown(context, snapshot, { window, facts }, () =>
      readFleetMap(snapshot, params, context.nowMs),
    )
  })

interface Dot {
  node: HeardNode
  group: string
  verdict: Verdict
  value: number | null
  cause: number
  pressure: number
}

export const readFleetMap = async (
  snapshot: Snapshot,
  params: FleetMapParams,
  nowMs: number,
): Promise<FleetMapAnswer> => {
  const metric = params.metric === undefined ? null : knownMetric(params.metric)
  const cells = metric === null ? headlineCells() : [{ ...metric, metric }]
  const stepped = askedGridWindow(snapshot, params, nowMs)
  const { window } = stepped
  const { asOfMs } = progressOf(snapshot.state)
  const listed = await readListedNodes(snapshot, window, asOfMs ?? nowMs)
  const atMs = Math.min(window.toMs, nowMs)
  const fitting = await filterNodes(snapshot, listed, params.filter, atMs)
  const heard = fitting.slice(0, MOST_NODES)
  const rows = heard.map(({ row }) => row)
  const group = params.group.trim()
  const labels = await readNodeLabels(snapshot, rows, group === '' ? [] : [group], atMs)
  const folded = await readFolded(snapshot, { stepped, metrics: neededMetrics(cells), nodes: rows })
  const pressureAt = pressuresOf(cells, folded)
  const judged = metric === null ? undefined : folded.get(metric.id)?.[metric.judgedBy]
  const dots = heard.map((node, slot): Dot => {
    const verdicts = verdictsOfSlot(cells, folded, slot)
    const verdict = metric === null ? nodeVerdict(verdicts) : (verdicts[0] ?? 'unmeasured')
    return {
      node,
      group: labels[slot]?.[group] ?? '',
      verdict,
      value: tidy(judged?.[slot] ?? NaN),
      cause: metric === null ? causeOf(verdicts, verdict) : -1,
      pressure: cells.reduce((sum, _, cell) => sum + pressureAt(cell, slot), 0),
    }
  })
  return {
    window,
    nowMs,
    asOfMs,
    metric: metric === null ? null : describeMetric(metric),
    ...inGroups(dots),
    causes: cells.map(titleOf),
    labels: labelNames(rows),
    shown: heard.length,
    total: fitting.length,
    known: listed.length,
  }
}

/** The first cell in the order of the checklist that is as bad as the node. */
const causeOf = (verdicts: readonly Verdict[], verdict: Verdict): number =>
  verdict === 'bad' || verdict === 'warn' ? verdicts.indexOf(verdict) : -1

const titleOf = ({ resource, aspect }: HeadlineCell): string => `${resourceTitle(resource)} ${aspect}`

const RANK: Record<Verdict, number> = { bad: 0, warn: 1, ok: 2, unmeasured: 3, not_applicable: 4 }

const byWorst = (one: Dot, other: Dot): number =>
  RANK[one.verdict] - RANK[other.verdict] ||
  other.pressure - one.pressure ||
  (one.node.row.name < other.node.row.name ? -1 : 1)

/** By name, and what has none last. */
const byGroupName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  Number(one === '') - Number(other === '') || (one < other ? -1 : 1)

const inGroups = (dots: readonly Dot[]): Pick<FleetMapAnswer, 'groups' | 'nodes'> => {
  const groups = [...groupBy(dots, ({ group }) => group)].sort(byGroupName)
  const ordered = groups.flatMap(([, ofGroup]) => ofGroup.sort(byWorst))
  return {
    groups: groups.map(([name, ofGroup]): MapGroup => {
      const verdicts = noCounts()
      for (const { verdict } of ofGroup) verdicts[verdict] += 1
      return { name, count: ofGroup.length, verdicts }
    }),
    nodes: {
      id: ordered.map(({ node }) => node.row.id),
      name: ordered.map(({ node }) => node.row.name),
      state: ordered.map(({ node }) => node.state),
      verdict: ordered.map(({ verdict }) => verdict),
      value: ordered.map(({ value }) => value),
      cause: ordered.map(({ cause }) => cause),
    },
  }
}
