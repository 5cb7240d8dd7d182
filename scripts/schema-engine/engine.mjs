import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import { adapterFactory } from './adapter.mjs'

const packageDir = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))

/** The commit of the engine, by which Prisma tells whether engine and client belong together. */
export function engineVersion() {
  const { version } = JSON.parse(readFileSync(path.join(packageDir, 'package.json'), 'utf8'))
  return version.split(/[.-]/).at(-1)
}

export async function createEngine(args) {
  keepPanicMessages()
  const wasm = readFileSync(path.join(packageDir, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  const datamodels = args.datamodels.map((file) => [file, readFileSync(file, 'utf8')])
  return bindings.SchemaEngine.new(
    { datamodels: datamodels.length === 0 ? undefined : datamodels },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapterFactory(args)),
  )
}

export const panicMessage = (error) =>
  error instanceof WebAssembly.RuntimeError ? globalThis.PRISMA_WASM_PANIC_REGISTRY.get() : null

/** The engine writes the message of a panic here. */
function keepPanicMessages() {
  let message = ''
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    get: () => message,
    set_message: (words) => {
      message = `RuntimeError: ${words}`
    },
  }
}
