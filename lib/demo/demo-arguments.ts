import { InvalidInputError } from '../core/errors'
import { SCENARIO_NAMES, type ScenarioName } from '../replay/options'

export const USAGE = `npm run demo -- <scenario> [--nodes 120] [--days 7] [--seed 1] [--url http://127.0.0.1:3000]
npm run demo -- clear

Loads a made-up fleet that ends now into the running usescope, or removes it again. Scenarios:
${SCENARIO_NAMES.map((name) => `  ${name}\n`).join('')}`

export interface LoadArguments {
  command: 'load'
  scenario: ScenarioName
  nodes: number | null
  days: number | null
  seed: number
  url: string | null
  /** Whether the address is that of another database than this folder's, of which nothing can be removed from here. */
  isElsewhere: boolean
  /** Progress as lines of JSON, for a program that reads them. */
  isForProgram: boolean
}

export type DemoArguments = LoadArguments | { command: 'clear' } | { command: 'help' }

const NUMBERS = {
  '--nodes': { least: 1, most: 5000 },
  '--days': { least: 1, most: 28 },
  '--seed': { least: 0, most: 2 ** 31 },
} as const
type NumberOption = keyof typeof NUMBERS

const isNumberOption = (text: string): text is NumberOption => Object.hasOwn(NUMBERS, text)
const isScenario = (text: string): text is ScenarioName => SCENARIO_NAMES.some((name) => name === text)

export const parseDemoArguments = (args: readonly string[]): DemoArguments => {
  const [first = '--help', ...rest] = args
  if (first === '--help' || first === '-h') return { command: 'help' }
  if (first === 'clear' && rest.length === 0) return { command: 'clear' }
  if (!isScenario(first))
    throw new InvalidInputError(`${first} is no scenario; there are ${SCENARIO_NAMES.join(', ')}`)
  const numbers = new Map<NumberOption, number>()
  let url: string | null = null
  let isForProgram = false
  const isElsewhere = rest.includes('--url')
  for (let at = 0; at < rest.length; at += 1) {
    const option = rest[at] ?? ''
    if (option === '--for-program') {
      isForProgram = true
      continue
    }
    at += 1
    const value = rest[at] ?? ''
    if (isNumberOption(option)) numbers.set(option, toNumber(option, value))
    else if (option === '--url' || option === '--here') url = toUrl(option, value)
    else throw new InvalidInputError(`${option} is no option`)
  }
  return {
    command: 'load',
    scenario: first,
    nodes: numbers.get('--nodes') ?? null,
    days: numbers.get('--days') ?? null,
    seed: numbers.get('--seed') ?? 1,
    url,
    isElsewhere,
    isForProgram,
  }
}

const toNumber = (option: NumberOption, text: string): number => {
  const { least, most } = NUMBERS[option]
  const value = /^\d+$/.test(text) ? Number(text) : NaN
  if (!(value >= least && value <= most))
    throw new InvalidInputError(`${option} must be a whole number from ${String(least)} to ${String(most)}`)
  return value
}

const toUrl = (option: string, text: string): string => {
  if (!URL.canParse(text) || !text.startsWith('http:'))
    throw new InvalidInputError(`${option} must be an address such as http://127.0.0.1:3000`)
  return text
}
