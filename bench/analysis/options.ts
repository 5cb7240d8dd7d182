import { parseArgs } from 'node:util'

export interface AnalysisOptions {
  /** Small cases. */
  isQuick: boolean
  /** Replays of each kind. */
  seeds: number
  isWritten: boolean
  only: readonly string[] | null
  /** Where the real data lies; null where there is none. */
  dataFolder: string | null
}

const SEEDS = 16
const QUICK_SEEDS = 3

export const USAGE = `npm run bench:analysis -- [options]
  --quick      small cases
  --seeds ${SEEDS}   replays of each kind (${QUICK_SEEDS} with --quick)
  --only real  only these sections, comma-separated
  --write      put the tables into docs/benchmarks.md`

export const parseAnalysisOptions = (
  args: readonly string[],
  dataFolder: string | null,
): AnalysisOptions | null => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      seeds: { type: 'string' },
      only: { type: 'string' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return null
  const seeds = Number(values.seeds ?? (values.quick ? QUICK_SEEDS : SEEDS))
  if (!Number.isInteger(seeds) || seeds < 1)
    throw new Error(`--seeds ${String(values.seeds)} is no count\n${USAGE}`)
  return {
    isQuick: values.quick,
    seeds,
    isWritten: values.write,
    only: values.only?.split(',') ?? null,
    dataFolder,
  }
}
