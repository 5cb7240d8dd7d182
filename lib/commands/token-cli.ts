import { runTokenCommand } from './run-token-command'
import { InvalidInputError, NotFoundError } from '@/lib/core/errors'
import { InvalidConfigError, loadConfig } from '@/lib/config/config'
import { closeStore, openStore } from '@/lib/store/db'

async function main(): Promise<void> {
  const store = openStore(loadConfig(process.env))
  try {
    process.stdout.write(await runTokenCommand(store, process.argv.slice(2), Date.now()))
  } finally {
    await closeStore(store)
  }
}

function fail(error: unknown): void {
  const isOurs =
    error instanceof InvalidInputError ||
    error instanceof NotFoundError ||
    error instanceof InvalidConfigError
  const text =
    error instanceof Error ? (isOurs ? error.message : (error.stack ?? error.message)) : String(error)
  process.stderr.write(`${text}\n`)
  process.exitCode = 1
}

main().catch(fail)
