import { metricById } from '@/lib/core/checklist/checklist'
import { explain, type Explanation } from '@/lib/core/explain/explain'
import { resourceOf } from '@/lib/core/explain/roles'
import { explainedMetric } from '@/lib/core/explain/scale-of-metric'
import { cutSpans, type SpanTimes } from '@/lib/core/explain/spans'
import { spreadOf } from '@/lib/core/explain/spread'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/core/times'
import { makeReplay, type Replay } from '@/lib/replay/make-replay'
import { PRESETS, SCENARIO_NAMES, type PresetName, type ScenarioName } from '@/lib/replay/options'
import { burstsWithin, type TimeSpan } from '@/lib/replay/truth'
import { say } from '../../report/say'
import type { Table } from '../../report/table'
import type { AnalysisOptions } from '../options'

const BASELINE_DAYS = 7
const LONGEST_WINDOW_STEPS = 120
const TOP = 3

interface Outcome {
  resourceFirst: number
  precision: number
  factRight: number
  spentMs: number
}

interface Case {
  scenario: ScenarioName
  preset: PresetName
}

const CASES: readonly Case[] = [
  ...(['default', 'few-nodes', 'large-fleet', 'wide-jitter', 'hard'] as const).map((preset) => ({
    scenario: 'unattended-upgrades' as const,
    preset,
  })),
  ...SCENARIO_NAMES.filter((name) => name !== 'unattended-upgrades').map((scenario) => ({
    scenario,
    preset: 'default' as const,
  })),
]

export const runReplayExplain = ({ seeds, isQuick }: AnalysisOptions): Promise<readonly Table[]> => {
  const cases = isQuick ? CASES.filter(({ preset }) => preset !== 'large-fleet') : CASES
  const rows = cases.map(({ scenario, preset }) => {
    const outcomes = range(1, seeds).map((seed) => judgeSeed(scenario, preset, seed))
    const row = [scenario, preset, ...cellsOf(outcomes)]
    say(row.join(' · '))
    return row
  })
  const quiet = range(1, seeds).map((seed) => standsOutInQuiet(seed))
  const share = (quiet.filter(Boolean).length / quiet.length).toFixed(2)
  return Promise.resolve([
    {
      title: 'Which resource, which series, which nodes: replays',
      notes: [
        `${seeds} seeds each, the last occurrence against the same hours of ${BASELINE_DAYS} days. Precision: share of the true ones among the first ${TOP} pairs of node and metric. Fact: the first separating fact is the true one. A cgroup counts as the memory or CPU that it limits.`,
        `Of windows of an hour in fleets where nothing happens but ordinary bursts, a share of ${share} has a first suspect that more than one node shows.`,
      ],
      columns: ['scenario', 'difficulty', 'resource first', `precision of ${TOP}`, 'fact right', 'time'],
      rows,
    },
  ])
}

const cellsOf = (outcomes: readonly Outcome[]): string[] => {
  const mean = (of: (outcome: Outcome) => number) =>
    outcomes.reduce((sum, outcome) => sum + of(outcome), 0) / outcomes.length
  return [
    mean((one) => one.resourceFirst).toFixed(2),
    mean((one) => one.precision).toFixed(2),
    mean((one) => one.factRight).toFixed(2),
    `${Math.round(mean((one) => one.spentMs))} ms`,
  ]
}

const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, at) => from + at)

const judgeSeed = (scenario: ScenarioName, preset: PresetName, seed: number): Outcome => {
  const replay = makeReplay(scenario, { ...PRESETS[preset], days: BASELINE_DAYS + 1, seed })
  const span = replay.truth.spans.at(-1)
  if (span === undefined) throw new Error(`${scenario} with seed ${seed} has no incident`)
  const { explanation, spentMs } = explainSpan(replay, span)
  const bursts = burstsWithin(replay.truth, span)
  const top = explanation.series.slice(0, TOP)
  const right = top.filter(({ node, metric }) =>
    bursts.some((burst) => burst.node === node && burst.metric === metric),
  )
  const [first] = explanation.rows
  const [separation] = explanation.separatedBy
  const truth = replay.truth.separation
  const resource = first === undefined ? '' : resourceOf(first.metric)
  return {
    resourceFirst: Number(
      resource === replay.truth.firstMover?.resource ||
        (resource === 'cgroup' && replay.truth.firstMover?.resource === 'memory'),
    ),
    precision: right.length / TOP,
    factRight: Number(truth !== null && separation?.fact === truth.fact && separation.value === truth.value),
    spentMs,
  }
}

const standsOutInQuiet = (seed: number): boolean => {
  const replay = makeReplay('unattended-upgrades', { ...PRESETS.null, days: BASELINE_DAYS + 1, seed })
  const fromMs = replay.endMs - DAY_MS + ((seed * 5) % 22) * HOUR_MS + HOUR_MS
  const { explanation } = explainSpan(replay, { fromMs, toMs: fromMs + HOUR_MS })
  const [first] = explanation.rows
  return first !== undefined && first.standsOut && first.nodesAffected > 1
}

const explainSpan = (
  replay: Replay,
  { fromMs, toMs }: TimeSpan,
): { explanation: Explanation; spentMs: number } => {
  const times: SpanTimes = {
    stepMs: MINUTE_MS,
    leadSteps: HOUR_MS / MINUTE_MS,
    windowSteps: Math.min(LONGEST_WINDOW_STEPS, Math.ceil((toMs - fromMs) / MINUTE_MS)),
    startsMs: Array.from({ length: BASELINE_DAYS + 1 }, (_, back) => fromMs - back * DAY_MS).filter(
      (startMs) => startMs >= replay.startMs,
    ),
  }
  const startedMs = performance.now()
  const metrics = replay.metrics.flatMap((history) => {
    const definition = metricById(history.metric)
    if (definition === undefined) return []
    return cutSpans(explainedMetric(definition, spreadOf(history.values)), history, times)
  })
  const places = new Map(replay.nodes.map(({ name }, at) => [name, at]))
  const events = replay.events
    .filter((event) => event.startMs >= fromMs - HOUR_MS && event.startMs < toMs)
    .map(({ source, name, startMs, node }) => ({
      source,
      name,
      atMs: startMs,
      node: node === null ? null : (places.get(node) ?? null),
    }))
  const explanation = explain({ times, metrics, nodes: replay.nodes, events })
  return { explanation, spentMs: performance.now() - startedMs }
}
