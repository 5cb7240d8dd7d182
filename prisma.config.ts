import path from 'node:path'
import { defineConfig } from 'prisma/config'

/** Prisma would download its native schema engine; the stand-in runs the wasm build of the same engine from npm. */
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(import.meta.dirname, 'scripts', 'schema-engine.mjs')

export default defineConfig({
  schema: path.join('prisma', 'schema.prisma'),
  migrations: { path: path.join('prisma', 'migrations') },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
