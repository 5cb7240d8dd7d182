import { parseArgs } from 'node:util'

export const USAGE = `npm run faults [-- options]
  --only NAME   make only this fault; may be given several times
  --kills N     how often the server, the roller and Postgres are killed (default 20)
  --seed N      for the moments and the values (default: another one each time)
  --list        name the faults`

export interface FaultArguments {
  only: string[]
  kills: number
  /** Null: another one each time. */
  seed: number | null
  list: boolean
}

const DEFAULT_KILLS = 20
const MAX_KILLS = 1000
const MAX_SEED = 2 ** 31

export class UsageError extends Error {}

export function parseFaultArguments(args: readonly string[], names: readonly string[]): FaultArguments {
  const { only = [], kills, seed, list = false } = parse(args)
  const unknown = only.find((name) => !names.includes(name))
  if (unknown !== undefined)
    throw new UsageError(`there is no fault ${unknown}; there are: ${names.join(', ')}`)
  return {
    only,
    kills: kills === undefined ? DEFAULT_KILLS : toWhole('kills', kills, 1, MAX_KILLS),
    seed: seed === undefined ? null : toWhole('seed', seed, 0, MAX_SEED),
    list,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true },
        kills: { type: 'string' },
        seed: { type: 'string' },
        list: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function toWhole(option: string, text: string, least: number, most: number): number {
  const value = /^\d{1,12}$/.test(text) ? Number(text) : NaN
  if (value >= least && value <= most) return value
  throw new UsageError(`--${option} must be a whole number from ${String(least)} to ${String(most)}`)
}
