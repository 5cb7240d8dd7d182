import { createDatabase, dropDatabase, knownError, ping } from './database.mjs'

const COMMANDS = {
  'can-connect-to-database': ping,
  'create-database': createDatabase,
  'drop-database': dropDatabase,
}

/** One command of the engine's own command line; its answer is a log line and the exit code. */
export async function runCommand({ command, url }) {
  log('INFO', { message: 'Starting schema engine CLI' })
  try {
    const run = COMMANDS[command]
    if (run === undefined) throw new Error(`unknown command ${command}`)
    await run(url)
    log('INFO', { message: 'Connection successful' })
    return 0
  } catch (error) {
    const { code, message } = knownError(error, url)
    log('ERROR', { message, error_code: code })
    return 1
  }
}

function log(level, fields) {
  const line = {
    timestamp: new Date().toISOString(),
    level,
    fields: { is_panic: false, ...fields },
    target: 'schema_engine::logger',
  }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}
