import type { AspectOrigin, CellAnswer, CellParams, VerdictRunAnswer } from '../contract/cell'
import type { Reading, ResourceCells } from '../contract/reading'
import type { MetricDefinition } from '../core/checklist/types'
import { NotFoundError } from '../core/errors'
import { judge, PEAK_WINDOW_MS, type Verdict } from '../core/judge'
import { newestRun } from '../core/newest-run'
import { getStore } from '../store/db'
import { readNodeByIdOrName, type NodeRow } from '../store/nodes'
import { inSnapshot, type Snapshot } from '../store/snapshot'
import { progressOf } from '../store/store-state'
import { askedGridWindow } from './asked-window'
import { assembleMatrix } from './assemble-matrix'
import { cellsOfSlot, verdictsOfSlot } from './cells-of-slot'
import { headlineCells, neededMetrics } from './headline-cells'
import { readDevices } from './read-devices'
import { readFolded, readWindowBlocks, shapeOf } from './read-folded'
import { slotsOfNodes } from './slots-of-nodes'
import { tidy } from './tidy'
import { unlessKnown, type QueryContext } from './unless-known'
import type { SteppedWindow } from './window-step'

/** More devices than a machine has; the worst of any aspect is among them. */
const MAX_DEVICES = 10_000

export const getCell = (params: CellParams, context: QueryContext): Promise<CellAnswer | null> =>
  inSnapshot(getStore(), (snapshot) => {
    const { window } = askedGridWindow(snapshot, params, context.nowMs)
    return unlessKnown(context, snapshot, { window }, () => readCell(snapshot, params, context.nowMs))
  })

/** Since when the cells of a resource are as they are, and which device it is. */
export const readCell = async (
  snapshot: Snapshot,
  params: CellParams,
  nowMs: number,
): Promise<CellAnswer> => {
  const stepped = askedGridWindow(snapshot, params, nowMs)
  const node = await readNodeByIdOrName(snapshot, params.id)
  if (node === null) throw new NotFoundError(`There is no node ${params.id}`)
  const asOfMs = progressOf(snapshot.state).asOfMs ?? nowMs
  const cells = headlineCells([params.resource])
  const folded = await readFolded(snapshot, { stepped, metrics: neededMetrics(cells), nodes: [node] })
  const readings = cellsOfSlot(cells, folded, 0, verdictsOfSlot(cells, folded, 0))[params.resource]
  const devices = await readDevices(snapshot, { node, stepped, cells, asOfMs, limit: MAX_DEVICES })
  const aspects: CellAnswer['aspects'] = {}
  for (const { aspect, metric } of cells) {
    const reading = readings?.[aspect]
    if (metric === null || reading === undefined) continue
    const run = await readRun(snapshot, { node, metric, stepped, asOfMs }, reading.verdict)
    aspects[aspect] = { run, device: worstDevice(devices[params.resource]?.items ?? [], metric) }
  }
  return { window: stepped.window, stepMs: stepped.stepMs, aspects }
}

interface RunQuestion {
  node: NodeRow
  metric: MetricDefinition
  stepped: SteppedWindow
  asOfMs: number
}

const isAsBad = (verdict: Verdict, limit: Verdict): boolean =>
  verdict === 'bad' || (verdict === 'warn' && limit === 'warn')

const readRun = async (
  snapshot: Snapshot,
  { node, metric, stepped, asOfMs }: RunQuestion,
  limit: Verdict,
): Promise<VerdictRunAnswer | null> => {
  if (limit !== 'bad' && limit !== 'warn') return null
  const { groupIds, slotOf } = slotsOfNodes([node])
  const blocks = await readWindowBlocks(snapshot, { stepped, groupIds, scope: 'node' }, [metric.id])
  const matrix = assembleMatrix(shapeOf(stepped, 1), blocks, slotOf)
  const { window, stepMs } = stepped
  const begun = Math.min(matrix.stepCount, Math.ceil((asOfMs - window.fromMs) / stepMs))
  const isInside = (step: number) => isAsBad(stepVerdict(metric, matrix.sum, matrix.count, step), limit)
  const pauseSteps = Math.max(1, Math.round(PEAK_WINDOW_MS / stepMs))
  const run = newestRun(begun, isInside, pauseSteps)
  return run === null
    ? null
    : {
        fromMs: window.fromMs + run.from * stepMs,
        toMs: window.fromMs + run.to * stepMs,
        isFromStart: run.from === 0,
        isOngoing: begun - run.to < pauseSteps,
      }
}

const stepVerdict = (
  metric: MetricDefinition,
  sum: Float32Array | Float64Array,
  count: Float32Array | Float64Array,
  step: number,
): Verdict => {
  const mean = tidy((sum[step] ?? 0) / (count[step] ?? 0))
  return judge(metric, { mean, peak: mean, max: null, last: null })
}

const worstDevice = (
  devices: readonly { device: string; cells: ResourceCells }[],
  { aspect, judgedBy, higherIsWorse }: MetricDefinition,
): AspectOrigin['device'] => {
  let worst: AspectOrigin['device'] = null
  for (const { device, cells } of devices) {
    const value = valueOf(cells[aspect], judgedBy)
    if (value === null) continue
    if (worst === null || (higherIsWorse ? value > worst.value : value < worst.value))
      worst = { name: device, value }
  }
  return worst
}

const valueOf = (reading: Reading | undefined, judgedBy: MetricDefinition['judgedBy']): number | null =>
  reading?.[judgedBy] ?? reading?.mean ?? null
