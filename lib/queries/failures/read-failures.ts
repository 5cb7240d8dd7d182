import type { FailuresAnswer, FailuresParams } from '../../contract/failures'
import { FAILURE_COUNTERS } from '../../core/failures/classify-counter'
import { divided, topCounts, totalOf, type StepCounts, type Steps } from '../../core/failures/failure-steps'
import { groupBy } from '../../core/group-by'
import { MAX_RATE_GAP_MS } from '../../core/rates'
import { slicesOf } from '../../core/series'
import { HOUR_MS } from '../../core/times'
import { readNodes, type NodeRow } from '../../store/nodes'
import { readRawSamples, readSeriesNamed, type RawSeries } from '../../store/raw-series'
import type { Snapshot } from '../../store/snapshot'
import { progressOf } from '../../store/store-state'
import { askedSeriesWindow } from '../asked-window'
import { filterNodes } from '../filter-nodes'
import type { Checkpoint } from '../node-maxima'
import { tidy } from '../tidy'
import { FailureFold, shownKinds } from './failure-fold'

const SLICE_MS = 6 * HOUR_MS
const MOST_VALUES = 7
const MOST_NODES = 10
const MOST_NAMES = 50

export const readFailures = async (
  snapshot: Snapshot,
  params: FailuresParams,
  nowMs: number,
  checkpoint: Checkpoint,
): Promise<FailuresAnswer> => {
  const { window, stepMs } = askedSeriesWindow(snapshot, params, nowMs)
  const steps: Steps = { window, stepMs, stepCount: Math.round((window.toMs - window.fromMs) / stepMs) }
  const all = await readSeriesNamed(snapshot, FAILURE_COUNTERS)
  const nodes = new Map((await readNodes(snapshot)).map((node) => [node.id, node]))
  const wanted = await wantedSeries(snapshot, all, nodes, params, Math.min(window.toMs, nowMs))
  const by = params.by === '' ? usualLabel(wanted) : params.by
  const fold = new FailureFold(steps, by, shownKinds(wanted, by))
  for (const [groupId, ofGroup] of groupBy(wanted, (series) => series.groupId))
    await foldGroup(snapshot, groupId, ofGroup, steps, fold, checkpoint)
  return {
    window,
    nowMs,
    asOfMs: progressOf(snapshot.state).asOfMs,
    stepMs,
    stepCount: steps.stepCount,
    isAnyKnown: all.length > 0,
    by,
    ...namesOf(all, wanted, nodes),
    ...toCounts(fold),
    ...toNodes(fold, nodes),
  }
}

/** Whose counters they are: the label that says so, else the service that sent them. */
const serviceOf = ({ labels, nodeId }: RawSeries, nodes: ReadonlyMap<number, NodeRow>): string =>
  labels.service ?? labels.job ?? nodes.get(nodeId)?.labels.job ?? ''

const wantedSeries = async (
  snapshot: Snapshot,
  all: readonly RawSeries[],
  nodes: ReadonlyMap<number, NodeRow>,
  { filter, service }: FailuresParams,
  atMs: number,
): Promise<RawSeries[]> => {
  const rows = [...new Set(all.map(({ nodeId }) => nodeId))].flatMap((id) => {
    const row = nodes.get(id)
    return row === undefined ? [] : [{ row }]
  })
  const fitting = new Set((await filterNodes(snapshot, rows, filter, atMs)).map(({ row }) => row.id))
  return all.filter(
    (series) => fitting.has(series.nodeId) && (service === '' || serviceOf(series, nodes) === service),
  )
}

const USUAL_LABELS = ['type', 'error', 'reason', 'code', 'status', 'result'] as const

const usualLabel = (wanted: readonly RawSeries[]): string =>
  USUAL_LABELS.find((label) => wanted.some(({ labels }) => labels[label] !== undefined)) ?? USUAL_LABELS[0]

const foldGroup = async (
  snapshot: Snapshot,
  groupId: number,
  series: readonly RawSeries[],
  steps: Steps,
  fold: FailureFold,
  checkpoint: Checkpoint,
): Promise<void> => {
  const byId = new Map(series.map((one) => [one.id, one]))
  for (const slice of slicesOf(steps.window, SLICE_MS)) {
    const columns = await readRawSamples(snapshot, groupId, {
      fromMs: slice.fromMs - MAX_RATE_GAP_MS,
      toMs: slice.toMs,
      seriesIds: new Set(byId.keys()),
      sourceGroups: ['other', 'tcp'],
    })
    checkpoint()
    for (const [seriesId, column] of columns) {
      const source = byId.get(seriesId)
      if (source !== undefined) fold.add(source, column, slice)
    }
  }
}

/** They say who counts, which the service and the nodes say already. */
const WHO: ReadonlySet<string> = new Set(['cluster', 'instance', 'job', 'service'])

const namesOf = (
  all: readonly RawSeries[],
  wanted: readonly RawSeries[],
  nodes: ReadonlyMap<number, NodeRow>,
): Pick<FailuresAnswer, 'labels' | 'services' | 'counters' | 'countersTotal'> => {
  const distinct = (texts: readonly string[]) => [...new Set(texts)].filter((text) => text !== '').sort()
  const isTelling = (label: string) => !WHO.has(label)
  const counters = distinct(wanted.map(({ name }) => name))
  return {
    labels: distinct(all.flatMap(({ labels }) => Object.keys(labels)).filter(isTelling)).slice(0, MOST_NAMES),
    services: distinct(all.map((series) => serviceOf(series, nodes))).slice(0, MOST_NAMES),
    counters: counters.slice(0, MOST_NAMES),
    countersTotal: counters.length,
  }
}

const tidied = (counts: StepCounts): (number | null)[] => Array.from(counts, tidy)

const sumOf = (counts: StepCounts | undefined): number | null =>
  counts === undefined ? null : totalOf(counts)

const shareOf = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole === 0 ? null : part / whole

type Counts = Omit<
  FailuresAnswer,
  | keyof ReturnType<typeof namesOf>
  | keyof ReturnType<typeof toNodes>
  | 'window'
  | 'nowMs'
  | 'asOfMs'
  | 'stepMs'
  | 'stepCount'
  | 'isAnyKnown'
  | 'by'
>

const toCounts = ({ byValue, byKind, successes }: FailureFold): Counts => {
  const { top, other } = topCounts(byValue, MOST_VALUES)
  const total = byValue.size === 0 ? null : top.reduce((sum, one) => sum + one.total, other?.total ?? 0)
  const attempts = byKind.get('request')
  const attemptsTotal = sumOf(attempts)
  const succeeded = totalOf(successes)
  return {
    total,
    series: top.map(({ value, counts, total: own }) => ({
      value,
      counts: tidied(counts),
      total: own,
      share: shareOf(own, total),
    })),
    other:
      other === null
        ? null
        : {
            value: '',
            values: other.values,
            counts: tidied(other.counts),
            total: other.total,
            share: shareOf(other.total, total),
          },
    attempts: attempts === undefined ? [] : tidied(attempts),
    amplification: attempts === undefined ? [] : tidied(divided(attempts, successes)),
    attemptsTotal,
    amplificationTotal: shareOf(attemptsTotal, succeeded),
    failedShare: attemptsTotal === null ? null : shareOf(attemptsTotal - (succeeded ?? 0), attemptsTotal),
    retries: sumOf(byKind.get('retry')),
    deadlocks: sumOf(byKind.get('deadlock')),
    retransmits: sumOf(byKind.get('retransmit')),
  }
}

const toNodes = ({ byNode }: FailureFold, nodes: ReadonlyMap<number, NodeRow>) => {
  const ordered = [...byNode]
    .flatMap(([id, counts]) => {
      const node = nodes.get(id)
      const total = totalOf(counts) ?? 0
      return node === undefined || total === 0 ? [] : [{ id, name: node.name, cluster: node.cluster, total }]
    })
    .sort((one, other) => other.total - one.total)
  return { nodes: ordered.slice(0, MOST_NODES), nodesTotal: ordered.length }
}
