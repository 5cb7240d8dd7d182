#!/usr/bin/env node
// Stands in for Prisma's native schema engine, which cannot be had where only the npm registry is reachable:
// the same JSON-RPC over stdio, spoken by the wasm build of the same engine.
import { createInterface } from 'node:readline'
import { readArguments } from './schema-engine/arguments.mjs'
import { closeAdapters } from './schema-engine/adapter.mjs'
import { runCommand } from './schema-engine/command.mjs'
import { createEngine, engineVersion, panicMessage } from './schema-engine/engine.mjs'
import { createDatabase } from './schema-engine/database.mjs'

const args = readArguments(process.argv.slice(2))
const FIRST_PRINT_ID = 1_000_000
let printId = FIRST_PRINT_ID
let engine = null

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)

async function call(method, params) {
  if (method === 'createDatabase') {
    return { databaseName: await createDatabase(params?.datasource?.url ?? args.url) }
  }
  engine ??= createEngine(args)
  const schemaEngine = await engine
  if (method === 'getDatabaseVersion') return schemaEngine.version(params)
  if (method === 'evaluateDataLoss' || method === 'createMigration') {
    // The wasm build makes a shadow database only in the diagnosis, and these two read its cached result.
    await schemaEngine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters })
  }
  const result = await schemaEngine[method](params)
  if (method !== 'diff' || typeof result?.stdout !== 'string') return result ?? null
  printId += 1
  send({ id: printId, method: 'print', params: { content: result.stdout } })
  return { ...result, stdout: null }
}

async function answer({ id, method, params }) {
  try {
    send({ id, result: await call(method, params) })
  } catch (error) {
    const panic = panicMessage(error)
    const data = {
      is_panic: panic !== null,
      message: panic ?? error.message ?? String(error),
      error_code: error.code ?? null,
      meta: error.meta ?? null,
    }
    send({ id, error: { code: 4466, message: 'An error happened. Check the data field for details.', data } })
  }
}

function serve() {
  let queue = Promise.resolve()
  createInterface({ input: process.stdin })
    .on('line', (line) => {
      const message = line.trim() === '' ? {} : JSON.parse(line)
      if (message.method) queue = queue.then(() => answer(message))
    })
    .on('close', () => {
      queue = queue.then(closeAdapters).then(() => process.exit(0))
    })
}

if (args.wantsVersion) process.stdout.write(`schema-engine-cli ${engineVersion()}\n`)
else if (args.command === null) serve()
else process.exitCode = await runCommand(args)
