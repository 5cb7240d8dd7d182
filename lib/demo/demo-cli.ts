import { randomBytes } from 'node:crypto'
import { InvalidConfigError, loadConfig, type Config } from '../config/config'
import { InvalidInputError } from '../core/errors'
import { closeStore, openStore, type Store } from '../store/db'
import { removeDemo } from '../store/remove-demo'
import { createToken, revokeToken } from '../store/tokens'
import { parseDemoArguments, USAGE, type LoadArguments } from './demo-arguments'
import { DemoFiles } from './demo-file'
import { loadDemo } from './load-demo'
import { RefusedError } from './post'
import { progressForProgram, progressLines } from './progress-line'
import { hashOfSecret } from './secret'

/** Everything of a fleet is removed in one transaction, which takes as long as it takes. */
const LONGEST_STATEMENT_MS = 600_000
const TOKEN_CAPS = { seriesCap: 2_000_000, nodeCap: 20_000 }

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

const clear = async (store: Store): Promise<void> => {
  const nodes = await removeDemo(store)
  say(
    nodes === 0
      ? 'There is no demonstration fleet.'
      : `The demonstration fleet is removed (${String(nodes)} nodes).`,
  )
}

const load = async (store: Store, config: Config, args: LoadArguments): Promise<void> => {
  const url = args.url ?? `http://127.0.0.1:${String(config.port)}`
  const onProgress = args.isForProgram ? progressForProgram(process.stdout) : progressLines(process.stdout)
  const files = new DemoFiles(config.dataDir)
  const run = (token: string | null) =>
    loadDemo({
      args,
      target: { url, token },
      files,
      nowMs: Date.now(),
      onProgress,
      remove: () => (args.isElsewhere ? Promise.resolve() : removeDemo(store)),
    })
  try {
    const told = await run(null).catch((error: unknown) => {
      if (!(error instanceof RefusedError) || error.status !== 401) throw error
      return withToken(store, run)
    })
    if (!args.isForProgram) for (const line of ['', ...told]) say(line)
  } catch (error) {
    throw isAway(error)
      ? new InvalidInputError(`No usescope answers at ${url}. Start it with npm start.`)
      : error
  }
}

/** A token that lives as long as the work. */
const withToken = async <Result>(
  store: Store,
  work: (secret: string) => Promise<Result>,
): Promise<Result> => {
  const secret = `usescope_${randomBytes(32).toString('base64url')}`
  const name = `demo-${randomBytes(4).toString('hex')}`
  await createToken(store, { name, hash: hashOfSecret(secret), ...TOKEN_CAPS })
  try {
    return await work(secret)
  } finally {
    await revokeToken(store, name, Date.now())
  }
}

const isAway = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED'

const main = async (): Promise<void> => {
  const args = parseDemoArguments(process.argv.slice(2))
  if (args.command === 'help') return say(USAGE)
  const config = loadConfig(process.env)
  const store = openStore({ ...config, queryTimeoutMs: LONGEST_STATEMENT_MS, poolSize: 2 })
  try {
    await (args.command === 'clear' ? clear(store) : load(store, config, args))
  } finally {
    await closeStore(store)
  }
}

const fail = (error: unknown): void => {
  const isOurs =
    error instanceof InvalidInputError || error instanceof InvalidConfigError || error instanceof RefusedError
  const text =
    error instanceof Error ? (isOurs ? error.message : (error.stack ?? error.message)) : String(error)
  process.stderr.write(`${text}\n`)
  process.exitCode = 1
}

main().catch(fail)
