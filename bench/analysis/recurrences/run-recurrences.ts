import { findRecurrences } from '@/lib/core/recurrences/find-recurrences'
import { makeReplay } from '@/lib/replay/make-replay'
import { PRESETS, type PresetName, type ScenarioName } from '@/lib/replay/options'
import { say } from '../../report/say'
import type { Table } from '../../report/table'
import { judgeAnswer, type Judged } from './judge-answer'
import { inputOfReplay, onsetsOfReplay } from './onsets-of-replay'

interface Options {
  seeds: number
  isQuick: boolean
}

interface Outcome extends Judged {
  onsetsMs: number
  scanMs: number
}

/** The replays in which something comes back besides innocent jobs, and how hard it is made to find. */
const DIFFICULTIES: readonly { scenario: ScenarioName; presets: readonly PresetName[] }[] = [
  {
    scenario: 'unattended-upgrades',
    presets: ['default', 'few-nodes', 'large-fleet', 'wide-jitter', 'hard'],
  },
  { scenario: 'shared-database', presets: ['default', 'few-nodes', 'large-fleet', 'hard'] },
]
const FLEETS: readonly number[] = [30, 300, 3000]
/** As much again as the seeds, so that one fleet of twenty can be told from none. */
const NULL_FACTOR = 2
const FIRST_SEED = 1001
const GROWTH_DAYS = 7

/** How often what comes back is found, by difficulty; how often something is found where nothing does; how long it takes. */
export const runRecurrences = (options: Options): Promise<readonly Table[]> =>
  Promise.resolve([byDifficulty(options), bySize(options)])

const outcomeOf = (scenario: ScenarioName, preset: Parameters<typeof makeReplay>[1]): Outcome => {
  const replay = makeReplay(scenario, preset)
  const startedMs = performance.now()
  const metrics = onsetsOfReplay(replay)
  const scannedMs = performance.now()
  const found = findRecurrences(inputOfReplay(replay, metrics, 'UTC'))
  const endedMs = performance.now()
  return { ...judgeAnswer(found, replay), onsetsMs: scannedMs - startedMs, scanMs: endedMs - scannedMs }
}

const seedsFrom = (count: number): number[] => Array.from({ length: count }, (_, at) => FIRST_SEED + at)

const shareOf = (outcomes: readonly Outcome[], isSo: (outcome: Outcome) => boolean): string =>
  (outcomes.filter(isSo).length / outcomes.length).toFixed(2)

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

const rowOf = (scenario: ScenarioName, name: PresetName, seeds: number): string[] => {
  const outcomes = seedsFrom(seeds).map((seed) => outcomeOf(scenario, { ...PRESETS[name], seed }))
  const row = [
    scenario,
    name,
    shareOf(outcomes, ({ found }) => found),
    shareOf(outcomes, ({ inTopThree }) => inTopThree),
    shareOf(outcomes, ({ isFirstOfRest }) => isFirstOfRest),
    shareOf(outcomes, ({ hasWindow }) => hasWindow),
    shareOf(outcomes, ({ hasFact }) => hasFact),
    shareOf(outcomes, ({ hasCause }) => hasCause),
    meanOf(outcomes.map(({ listed }) => listed)).toFixed(1),
  ]
  say(row.join(' · '))
  return row
}

const byDifficulty = ({ seeds }: Options): Table => {
  const rows = DIFFICULTIES.flatMap(({ scenario, presets }) =>
    presets.map((name) => rowOf(scenario, name, seeds)),
  )
  return {
    title: 'What comes back in replays',
    notes: [
      `${seeds} seeds each; two innocent jobs come back every night besides. ${nullNote(seeds)}`,
      'First: of all that is listed, once the innocent jobs are left out. Window: both ends within 15 minutes. Fact: the one that makes out the nodes, and no other. Timer: named before all other candidates.',
    ],
    columns: [
      'replay',
      'difficulty',
      'found',
      'in the first 3',
      'first',
      'window',
      'fact',
      'timer',
      'listed',
    ],
    rows,
  }
}

const nullNote = (seeds: number): string => {
  const outcomes = seedsFrom(NULL_FACTOR * seeds).map((seed) =>
    outcomeOf('unattended-upgrades', { ...PRESETS.null, seed }),
  )
  const flagged = shareOf(outcomes, ({ listed }) => listed > 0)
  say(`null fleets flagged: ${flagged}`)
  return `Of ${outcomes.length} fleets in which nothing comes back but the day itself, a share of ${flagged} has something listed.`
}

const bySize = ({ isQuick }: Options): Table => ({
  title: 'Time to find onsets and what comes back',
  notes: [`${GROWTH_DAYS} days in steps of a minute, 21 metrics a node, default difficulty. One run each.`],
  columns: ['nodes', 'onsets, s', 'per million samples, s', 'recurrences, s'],
  rows: FLEETS.filter((nodes) => !isQuick || nodes <= 300).map((nodes) => {
    const { onsetsMs, scanMs } = growOnce(nodes)
    const row = [nodes, onsetsMs / 1000, onsetsMs / (nodes * GROWTH_DAYS * 1440 * 21 * 1e-3), scanMs / 1000]
    say(row.join(' · '))
    return row.map((figure, at) => figure.toFixed(at === 0 ? 0 : 2))
  }),
})

const growOnce = (nodes: number): Outcome =>
  outcomeOf('unattended-upgrades', { ...PRESETS.default, nodes, days: GROWTH_DAYS, seed: FIRST_SEED })
