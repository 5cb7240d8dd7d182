import { parseArgs } from 'node:util'
import { InvalidInputError } from '@/lib/core/errors'

export type TokenArguments =
  | { command: 'create'; name: string; seriesCap: number; nodeCap: number }
  | { command: 'list' }
  | { command: 'revoke'; name: string }

const TOKEN_USAGE = `npm run token -- create <name> [--series-cap N] [--node-cap N]
npm run token -- list
npm run token -- revoke <name>`

const DEFAULT_SERIES_CAP = 2_000_000
const DEFAULT_NODE_CAP = 20_000
const MAX_CAP = 2_147_483_647

/** Senders without a token are shown under this name. */
const RESERVED_NAME = 'loopback'

const OPTIONS = { 'series-cap': { type: 'string' }, 'node-cap': { type: 'string' } } as const

export function parseTokenArguments(args: readonly string[]): TokenArguments {
  const { positionals, values } = parse(args)
  const [command, name, ...rest] = positionals
  if (rest.length > 0) throw wrong(`too many words: ${rest.join(' ')}`)
  if (command === 'list' && name === undefined) return { command }
  if (command === 'revoke') return { command, name: checkedName(name) }
  if (command !== 'create')
    throw wrong(command === undefined ? 'say what to do' : `unknown command ${command}`)
  return {
    command,
    name: checkedName(name),
    seriesCap: toCap('series-cap', values['series-cap'], DEFAULT_SERIES_CAP),
    nodeCap: toCap('node-cap', values['node-cap'], DEFAULT_NODE_CAP),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true })
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error))
  }
}

const wrong = (message: string) => new InvalidInputError(`${message}\n\n${TOKEN_USAGE}`, { reason: 'usage' })

function checkedName(name: string | undefined): string {
  if (name === undefined) throw wrong('the name of the token is missing')
  if (!/^[\w.-]{1,64}$/.test(name))
    throw wrong('a name is 1 to 64 letters, digits, dots, dashes and underscores')
  if (name === RESERVED_NAME)
    throw wrong(`the name ${RESERVED_NAME} is taken: senders without a token have it`)
  return name
}

function toCap(option: string, text: string | undefined, byDefault: number): number {
  if (text === undefined) return byDefault
  const cap = /^\d{1,10}$/.test(text) ? Number(text) : 0
  if (cap < 1 || cap > MAX_CAP) throw wrong(`--${option} must be a whole number from 1 to ${MAX_CAP}`)
  return cap
}
