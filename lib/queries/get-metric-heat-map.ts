import type { HeatMapAnswer, HeatMapBands, HeatMapParams } from '../contract/heat-map'
import { resolveWindow, snapWindow } from '../contract/window'
import { fleetBands, type FleetBands } from '../core/fleet-bands'
import { describeRows, meanOfRows, worstCells, type HeatCells, type HeatRow } from '../core/heat-cells'
import { encodeCells } from '../core/three-digits'
import { MINUTE_MS } from '../core/times'
import { getStore } from '../store/db'
import { inSnapshot, type Snapshot } from '../store/snapshot'
import { progressOf, readFactsVersion } from '../store/store-state'
import { minutesKeptFromMs } from './asked-window'
import { describeMetric } from './describe-metric'
import { filterNodes } from './filter-nodes'
import { knownMetric } from './known-metric'
import { labelNames } from './label-names'
import { readListedNodes, type HeardNode } from './node-heard'
import { readNodeLabels } from './node-labels'
import { readHeatMatrix } from './read-heat-matrix'
import { tidy } from './tidy'
import { unlessKnown, type QueryContext } from './unless-known'
import { heatMapWindow } from './window-step'

/** Beyond this a node would have less than fifty steps. */
const MOST_ROWS = 20_000

export const getMetricHeatMap = (
  params: HeatMapParams,
  context: QueryContext,
): Promise<HeatMapAnswer | null> =>
  inSnapshot(getStore(), async (snapshot) => {
    const window = snapWindow(resolveWindow(params, context.nowMs), MINUTE_MS)
    const isLabelled = params.filter.trim() !== '' || params.group.trim() !== ''
    const facts = isLabelled ? await readFactsVersion(snapshot) : ''
    return unlessKnown(context, snapshot, { window, facts }, () =>
      readMetricHeatMap(snapshot, params, context.nowMs),
    )
  })

export const readMetricHeatMap = async (
  snapshot: Snapshot,
  params: HeatMapParams,
  nowMs: number,
): Promise<HeatMapAnswer> => {
  const metric = knownMetric(params.metric)
  const asked = resolveWindow(params, nowMs)
  const atMs = Math.min(asked.toMs, nowMs)
  const { asOfMs } = progressOf(snapshot.state)
  const listed = await readListedNodes(snapshot, asked, asOfMs ?? nowMs)
  const fitting = await filterNodes(snapshot, listed, params.filter, atMs)
  const heard = byName(fitting).slice(0, MOST_ROWS)
  const nodes = heard.map(({ row }) => row)
  const { stepped, finestStepMs } = heatMapWindow(asked, nodes.length, minutesKeptFromMs(snapshot, nowMs))
  const matrix = await readHeatMatrix(snapshot, stepped, metric.id, nodes)
  const cells = worstCells(matrix, metric.higherIsWorse)
  const rows = describeRows(cells, metric.threshold, metric.higherIsWorse)
  const group = params.group.trim()
  const labels = await readNodeLabels(snapshot, nodes, group === '' ? [] : [group], atMs)
  return {
    window: stepped.window,
    nowMs,
    asOfMs,
    metric: describeMetric(metric),
    stepMs: stepped.stepMs,
    stepCount: cells.stepCount,
    finestStepMs,
    nodes: {
      ...columnsOf(heard),
      group: labels.map((values) => values[group] ?? ''),
      mean: Array.from(meanOfRows(matrix), tidy),
      ...rowColumns(rows, stepped.window.fromMs, stepped.stepMs),
    },
    cells: textOf(cells),
    bands: toBands(fleetBands(cells, metric.higherIsWorse)),
    labels: labelNames(nodes),
    shown: heard.length,
    total: fitting.length,
    known: listed.length,
  }
}

const byName = (nodes: readonly HeardNode[]): HeardNode[] =>
  nodes.toSorted(({ row: one }, { row: other }) =>
    one.name < other.name ? -1 : one.name > other.name ? 1 : one.id - other.id,
  )

const columnsOf = (nodes: readonly HeardNode[]) => ({
  id: nodes.map(({ row }) => row.id),
  name: nodes.map(({ row }) => row.name),
  cluster: nodes.map(({ row }) => row.cluster),
  state: nodes.map(({ state }) => state),
})

const rowColumns = (rows: readonly HeatRow[], startMs: number, stepMs: number) => ({
  worst: rows.map(({ worst }) => worst),
  last: rows.map(({ last }) => last),
  onsetMs: rows.map(({ onset }) => (onset === null ? null : startMs + onset.step * stepMs)),
  onsetVerdict: rows.map(({ onset }) => onset?.verdict ?? null),
})

const textOf = ({ rowCount, stepCount, values }: HeatCells): string[] =>
  Array.from({ length: rowCount }, (_, row) =>
    encodeCells(values.subarray(row * stepCount, (row + 1) * stepCount)),
  )

const toBands = ({ p10, p50, p90, worst, measured }: FleetBands): HeatMapBands => ({
  p10: Array.from(p10, tidy),
  p50: Array.from(p50, tidy),
  p90: Array.from(p90, tidy),
  worst: Array.from(worst, tidy),
  measured: Array.from(measured),
})
