import type { CoverageAnswer, CoverageParams, MetricCoverage } from '../contract/coverage'
import { resolveWindow } from '../contract/window'
import { CHECKLIST } from '../core/checklist/checklist'
import { senderKindOf } from '../core/checklist/sender-kind'
import { ASPECTS, type MetricDefinition, type MetricId } from '../core/checklist/types'
import type { Window } from '../core/series'
import { HOUR_MS } from '../core/times'
import { getStore } from '../store/db'
import type { NodeRow } from '../store/nodes'
import { readKeptTraces } from '../store/sender-traces'
import { inSnapshot, type Snapshot } from '../store/snapshot'
import { progressOf, readFactsVersion } from '../store/store-state'
import { readingsWindow } from './asked-window'
import { filterNodes } from './filter-nodes'
import { labelNames } from './label-names'
import { readListedNodes } from './node-heard'
import { readFolded } from './read-folded'
import { readMeasured } from './read-measured'
import { unlessKnown, type QueryContext } from './unless-known'
import type { SteppedWindow } from './window-step'

/** What was measured lately is what is measured; every metric of a long window would be too much to read. */
const LOOKED_AT_MS = 2 * HOUR_MS

const NO_TRACES = { userAgents: [], hasExporterSeries: false, hasOtelSeries: false }

const lookedAt = (params: CoverageParams, nowMs: number): Window => {
  const { fromMs, toMs } = resolveWindow(params, nowMs)
  return { fromMs: Math.max(fromMs, toMs - LOOKED_AT_MS), toMs }
}

export const getCoverage = (params: CoverageParams, context: QueryContext): Promise<CoverageAnswer | null> =>
  inSnapshot(getStore(), async (snapshot) => {
    const { window } = readingsWindow(snapshot, lookedAt(params, context.nowMs), context.nowMs)
    const facts = params.filter.trim() === '' ? '' : await readFactsVersion(snapshot)
    return unlessKnown(context, snapshot, { window, facts }, () =>
      readCoverage(snapshot, params, context.nowMs),
    )
  })

export const readCoverage = async (
  snapshot: Snapshot,
  params: CoverageParams,
  nowMs: number,
): Promise<CoverageAnswer> => {
  const window = lookedAt(params, nowMs)
  const { asOfMs } = progressOf(snapshot.state)
  const listed = await readListedNodes(snapshot, window, asOfMs ?? nowMs)
  const heard = listed.filter(({ state }) => state !== 'gone')
  const fitting = await filterNodes(snapshot, heard, params.filter, Math.min(window.toMs, nowMs))
  const nodes = fitting.map(({ row }) => row).sort(byName)
  const measured = await readMeasured(snapshot, window, nodes)
  const absent = await readAbsent(snapshot, readingsWindow(snapshot, window, nowMs), nodes)
  const traces = await readKeptTraces(snapshot, nowMs)
  return {
    window,
    nowMs,
    asOfMs,
    metrics: CHECKLIST.flatMap((resource) =>
      resource.metrics.map((metric) => ({
        ...describe(metric),
        resourceTitle: resource.title,
        isHeadline: resource.aspects[metric.aspect].headline === metric.id,
        ...count(lettersOf(metric, measured.get(metric.id), absent, nodes.length)),
      })),
    ),
    notApplicable: CHECKLIST.flatMap(({ title, aspects }) =>
      ASPECTS.flatMap((aspect) => {
        const reason = aspects[aspect].notApplicable
        return reason === undefined ? [] : [{ resourceTitle: title, aspect, reason }]
      }),
    ),
    nodes: {
      id: nodes.map(({ id }) => id),
      name: nodes.map(({ name }) => name),
      cluster: nodes.map(({ cluster }) => cluster),
      sender: nodes.map(({ id }) => senderKindOf(traces.get(id) ?? NO_TRACES)),
    },
    labels: labelNames(nodes),
    total: nodes.length,
    known: heard.length,
  }
}

const byName = (one: NodeRow, other: NodeRow): number =>
  one.name < other.name ? -1 : one.name > other.name ? 1 : one.id - other.id

const describe = ({ id, title, resource, aspect }: MetricDefinition) => ({ id, title, resource, aspect })

/** By the metric that says whether another applies: which nodes have nothing of the kind. */
const readAbsent = async (
  snapshot: Snapshot,
  stepped: SteppedWindow,
  nodes: readonly NodeRow[],
): Promise<Map<MetricId, boolean[]>> => {
  const all = CHECKLIST.flatMap(({ metrics }) => metrics.flatMap(({ applicability }) => applicability ?? []))
  const folded = await readFolded(snapshot, { stepped, metrics: [...new Set(all)], nodes })
  return new Map([...folded].map(([metric, { last }]) => [metric, Array.from(last, (value) => value === 0)]))
}

const lettersOf = (
  { applicability }: MetricDefinition,
  measured: Uint8Array | undefined,
  absent: ReadonlyMap<MetricId, boolean[]>,
  nodeCount: number,
): string => {
  const isAbsent = applicability === null ? undefined : absent.get(applicability)
  return Array.from({ length: nodeCount }, (_, place) => {
    if (isAbsent?.[place] === true) return 'n'
    return measured?.[place] === 1 ? 'm' : 'u'
  }).join('')
}

const count = (
  letters: string,
): Pick<MetricCoverage, 'measured' | 'unmeasured' | 'notApplicable' | 'nodes'> => {
  const counts = { m: 0, u: 0, n: 0 }
  for (const letter of letters) if (letter === 'm' || letter === 'u' || letter === 'n') counts[letter] += 1
  return { measured: counts.m, unmeasured: counts.u, notApplicable: counts.n, nodes: letters }
}
