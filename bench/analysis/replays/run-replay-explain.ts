import { performance } from 'node:perf_hooks'
import { resourceOf } from '@/lib/core/explain/roles'
import { makeReplay } from '@/lib/replay/make-replay'
import { PRESETS, SCENARIO_NAMES, type PresetName, type ScenarioName } from '@/lib/replay/options'
import { burstsWithin } from '@/lib/replay/truth'
import { say } from '../../report/say'
import type { Table } from '../../report/table'
import type { AnalysisOptions } from '../options'
import { answerOf, questionOf } from './ask-replay'
import { runQuietFleets } from './quiet-fleets'
import { runSizes } from './sizes'

const DAYS = 8
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

const OF_ALL: readonly PresetName[] = ['default', 'few-nodes', 'hard']
/** Of an incident that strays on the clock, or that happens to a part of a large fleet. */
const OF_UPGRADES: readonly PresetName[] = ['large-fleet', 'wide-jitter']

const CASES: readonly Case[] = SCENARIO_NAMES.flatMap((scenario) =>
  [...OF_ALL, ...(scenario === 'unattended-upgrades' ? OF_UPGRADES : [])].map((preset) => ({
    scenario,
    preset,
  })),
)

/** What follows from another metric, which is the one that the replay raises. */
const FOLLOWS: Readonly<Record<string, string>> = {
  'network.utilization.bandwidth': 'network.utilization.receive',
  'cgroup.utilization.memory': 'cgroup.saturation.memory_pressure',
  'cgroup.errors.oom_kills': 'memory.errors.oom_kills',
}

export const runReplayExplain = ({ seeds, isQuick }: AnalysisOptions): Promise<readonly Table[]> => {
  const cases = isQuick ? CASES.filter(({ preset }) => preset !== 'large-fleet') : CASES
  const rows = cases.map(({ scenario, preset }) => {
    const outcomes = Array.from({ length: seeds }, (_, at) => judgeSeed(scenario, preset, at + 1))
    const row = [scenario, preset, ...cellsOf(outcomes)]
    say(row.join(' · '))
    return row
  })
  return Promise.resolve([
    {
      title: 'Which resource, which series, which nodes: replays',
      notes: [
        `${seeds} seeds each, the last occurrence against the same hours of ${DAYS - 1} days, as the page asks it. Precision: share of the true ones among the first ${TOP} pairs of node and metric, or of what follows from them, as the share of the link does. Fact: the first separating fact is the true one. A cgroup counts as the memory or CPU that it limits. Time is with finding the onsets of the days before, which usescope has found already.`,
      ],
      columns: ['scenario', 'difficulty', 'resource first', `precision of ${TOP}`, 'fact right', 'time'],
      rows,
    },
    runQuietFleets(seeds),
    runSizes(isQuick),
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

const judgeSeed = (scenario: ScenarioName, preset: PresetName, seed: number): Outcome => {
  const replay = makeReplay(scenario, { ...PRESETS[preset], days: DAYS, seed })
  const span = replay.truth.spans.at(-1)
  if (span === undefined) throw new Error(`${scenario} with seed ${seed} has no incident`)
  const input = questionOf(replay, span)
  const startedMs = performance.now()
  const { rows, series, separatedBy } = answerOf(replay, input)
  const spentMs = performance.now() - startedMs
  const bursts = new Set(burstsWithin(replay.truth, span).map(({ node, metric }) => `${node} ${metric}`))
  const right = series
    .slice(0, TOP)
    .filter(
      ({ node, metric }) => bursts.has(`${node} ${metric}`) || bursts.has(`${node} ${FOLLOWS[metric] ?? ''}`),
    )
  const [first, [separation]] = [rows[0], separatedBy]
  const truth = replay.truth.separation
  const resource = first === undefined ? '' : resourceOf(first.metric)
  const wanted = replay.truth.firstMover?.resource
  return {
    resourceFirst: Number(resource === wanted || (resource === 'cgroup' && wanted === 'memory')),
    precision: right.length / TOP,
    factRight: Number(truth !== null && separation?.fact === truth.fact && separation.value === truth.value),
    spentMs,
  }
}
