import type { LatencyAnswer, LatencyParams } from '../../contract/latency'
import { resolveWindow } from '../../contract/window'
import { LatencySum } from '../../core/latency/latency-sum'
import { chooseGrid, type LatencyGrid } from '../../core/latency/latency-grid'
import type { Histogram } from '../../core/latency/histogram'
import { getStore } from '../../store/db'
import { readLatencyState } from '../../store/latency/buckets'
import { countLatencySeries } from '../../store/latency/series'
import { readToldApartFrom } from '../../store/latency/told-apart'
import { inSnapshot, type Snapshot } from '../../store/snapshot'
import { timedSync } from '@/lib/telemetry/timing'
import { minutesKeptFromMs } from '../asked-window'
import { momentOf, type QueryContext } from '../unless-known'
import { describe } from './describe-latency'
import { foldLatencies } from './fold-latencies'
import { cutStreams, readLatencyScope } from './latency-scope'
import { heatMapWindow, type LatencyWindow } from './latency-window'
import { toPanel, type Objective, type PanelInput } from './to-panel'

/** Small multiples are looked at together, and more than that are not. */
const MOST_PANELS = 12

export const getLatency = (params: LatencyParams, context: QueryContext): Promise<LatencyAnswer | null> =>
  inSnapshot(getStore(), async (snapshot) => {
    const { nowMs } = context
    const window = resolveWindow(params, nowMs)
    const { version } = await readLatencyState(snapshot, window, nowMs)
    const { nodesVersion } = snapshot.state
    const filter = params.filter.trim() === '' ? '' : nodesVersion
    if (context.isKnown(JSON.stringify([version, filter, window, momentOf(nowMs)]))) return null
    return readLatency(snapshot, params, nowMs)
  })

export const readLatency = async (
  snapshot: Snapshot,
  params: LatencyParams,
  nowMs: number,
): Promise<LatencyAnswer> => {
  const asked = resolveWindow(params, nowMs)
  const steps = heatMapWindow(asked, minutesKeptFromMs(snapshot, nowMs))
  const { window, stepMs, stepCount } = steps
  const { asOfMs, isAnyKnown } = await readLatencyState(snapshot, window, nowMs)
  const scope = await readLatencyScope(snapshot, params, Math.min(window.toMs, nowMs))
  const panels = new PanelSums(steps, params.by === 'vantage')
  await foldLatencies(snapshot, scope, steps, (_stream, vantage, atMs) => panels.sumOf(vantage, atMs))
  const seriesCount =
    scope.series?.size ?? (await countLatencySeries(snapshot, [...scope.streams.keys()], scope.vantage))
  const objective = params.sloMs === null ? null : { sloMs: params.sloMs, target: params.sloTarget }
  const drawn = timedSync('compute', () => drawPanels(panels.toInputs(), objective))
  return {
    window,
    nowMs,
    asOfMs,
    isAnyKnown,
    startMs: window.fromMs,
    stepMs,
    stepCount,
    ...drawn,
    seriesCount,
    nodesSinceMs: await readToldApartFrom(snapshot, cutStreams(scope), window),
  }
}

/** A sum for each step of each panel. */
class PanelSums {
  private readonly panels = new Map<string, (LatencySum | null)[]>()

  constructor(
    private readonly steps: LatencyWindow,
    private readonly isByVantage: boolean,
  ) {
    if (!isByVantage) this.panelOf('')
  }

  sumOf(vantage: string, atMs: number): LatencySum {
    const { window, stepMs } = this.steps
    const panel = this.panelOf(this.isByVantage ? vantage : '')
    const step = Math.floor((atMs - window.fromMs) / stepMs)
    return (panel[step] ??= new LatencySum())
  }

  toInputs(): PanelInput[] {
    return [...this.panels].map(([vantage, sums]) => {
      const total = new LatencySum()
      const steps = sums.map((sum) => {
        if (sum === null) return null
        const histogram = sum.toHistogram()
        total.add(histogram)
        return describe(histogram)
      })
      return { vantage: this.isByVantage ? vantage : null, steps, total: describe(total.toHistogram()) }
    })
  }

  private panelOf(key: string): (LatencySum | null)[] {
    const known = this.panels.get(key)
    if (known !== undefined) return known
    const made = new Array<LatencySum | null>(this.steps.stepCount).fill(null)
    this.panels.set(key, made)
    return made
  }
}

const hasBounds = ({ layers }: Histogram): boolean => layers.some(({ kind }) => kind === 'bounds')

/** Exponential panels have one grid, so that their colours compare; others that of their own bounds. */
const gridsOf = (panels: readonly PanelInput[]): LatencyGrid[] => {
  const totals = panels.map(({ total }) => total.histogram)
  const shared = chooseGrid(totals.filter((total) => !hasBounds(total)))
  return totals.map((total) => (hasBounds(total) ? chooseGrid([total]) : shared))
}

const drawPanels = (
  inputs: readonly PanelInput[],
  objective: Objective | null,
): Pick<LatencyAnswer, 'axis' | 'panels' | 'cut'> => {
  const largest = inputs.toSorted((one, other) => other.total.intervals.total - one.total.intervals.total)
  const shown = largest.slice(0, MOST_PANELS)
  const grids = gridsOf(shown)
  const edges = grids.flatMap(({ edgesMs }) => [edgesMs[0] ?? [], edgesMs.at(-1) ?? []].flat())
  return {
    axis: edges.length === 0 ? null : { lowMs: Math.min(...edges), highMs: Math.max(...edges) },
    panels: shown.map((input, at) =>
      toPanel(input, grids[at] ?? { rows: 'exponential', edgesMs: new Float64Array() }, objective),
    ),
    cut: shown.length === inputs.length ? null : { shown: shown.length, of: inputs.length },
  }
}
