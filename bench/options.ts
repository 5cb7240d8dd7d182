import { parseArgs } from 'node:util'
import { TARGET_NAMES, type TargetName } from './targets/target'

export const SECTIONS = ['ingest', 'live', 'storage', 'queries', 'growth', 'latency'] as const
export type Section = (typeof SECTIONS)[number]

export interface BenchOptions {
  sections: readonly Section[]
  targets: readonly TargetName[]
  rounds: number
  isQuick: boolean
  isWritten: boolean
  /** Where the server to be measured is built; null for this checkout. */
  appFolder: string | null
  /** Where the server leaves its CPU profiles; null for none. */
  profileFolder: string | null
}

export const USAGE = `npm run bench -- [options]
  --only ${SECTIONS.join('|')}   only these, comma-separated (default: all; with --quick neither live nor growth)
  --targets ${TARGET_NAMES.join(',')}   only these
  --rounds 5          rounds of which the median counts (1 with --quick)
  --quick             small cases
  --write             put the tables into docs/benchmarks.md
  --app <folder>      measure the server of another checkout, to compare before and after
  --profile <folder>  leave CPU profiles of the server there`

const DEFAULT_ROUNDS = 5
const QUICK_SECTIONS: readonly Section[] = ['ingest', 'storage', 'queries']

export function parseOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      targets: { type: 'string' },
      rounds: { type: 'string' },
      quick: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      app: { type: 'string' },
      profile: { type: 'string' },
    },
  })
  const isQuick = values.quick
  return {
    sections: choose(values.only, SECTIONS, isQuick ? QUICK_SECTIONS : SECTIONS),
    targets: choose(values.targets, TARGET_NAMES, TARGET_NAMES),
    rounds: roundsOf(values.rounds, isQuick),
    isQuick,
    isWritten: values.write,
    appFolder: values.app ?? null,
    profileFolder: values.profile ?? null,
  }
}

function choose<Choice extends string>(
  text: string | undefined,
  choices: readonly Choice[],
  byDefault: readonly Choice[],
): readonly Choice[] {
  if (text === undefined) return byDefault
  const wanted = text.split(',')
  const unknown = wanted.find((word) => !choices.some((choice) => choice === word))
  if (unknown !== undefined) throw new Error(`"${unknown}" is none of ${choices.join(', ')}\n${USAGE}`)
  return choices.filter((choice) => wanted.includes(choice))
}

function roundsOf(text: string | undefined, isQuick: boolean): number {
  if (text === undefined) return isQuick ? 1 : DEFAULT_ROUNDS
  const rounds = Number(text)
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds ${text} is no count\n${USAGE}`)
  return rounds
}
