import { rmSync } from 'node:fs'
import { hashSources, whenChanged } from './folder-hash.mjs'
import { inRoot } from './root.mjs'
import { runNode } from './run.mjs'

const PRISMA = 'node_modules/prisma/build/index.js'
const NEXT = 'node_modules/next/dist/bin/next'

const PROGRAM_SOURCES = [
  'lib',
  'prisma/schema.prisma',
  'server.ts',
  'tsconfig.json',
  'package-lock.json',
  'scripts/build.mjs',
]

const PAGE_SOURCES = [
  'app',
  'components',
  'lib',
  'prisma/schema.prisma',
  'public',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
]

/** What runs outside Next. The collector alone holds everything it needs, so that it can be copied to a node. */
const BUNDLES = [
  { entry: 'server.ts', name: 'server' },
  { entry: 'lib/roll/worker.ts', name: 'roller' },
  { entry: 'lib/queries/analysis-worker.ts', name: 'analysis' },
  { entry: 'lib/commands/token-cli.ts', name: 'token' },
  { entry: 'lib/demo/demo-cli.ts', name: 'demo' },
  { entry: 'lib/config/config.ts', name: 'config' },
  { entry: 'lib/agent/main.ts', name: 'agent', alone: true },
]

export const ensureGenerated = ({ signal } = {}) =>
  whenChanged({
    stamp: 'prisma/generated/.made-from',
    result: 'prisma/generated/client.ts',
    hash: hashSources(['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json']),
    work: () =>
      runNode([PRISMA, 'generate'], {
        signal,
        advice: 'Check prisma/schema.prisma, or delete the folder node_modules and run the command again.',
      }),
  })

export async function ensureBuilt({ signal } = {}) {
  const said = [await ensureProgramsBuilt(), await ensurePagesBuilt({ signal })]
  return said.every((words) => words === 'unchanged') ? 'unchanged' : undefined
}

export const ensureProgramsBuilt = () =>
  whenChanged({
    stamp: 'dist/.made-from',
    result: 'dist/server.mjs',
    hash: hashSources(PROGRAM_SOURCES),
    work: bundle,
  })

export const ensurePagesBuilt = ({ signal } = {}) =>
  whenChanged({
    stamp: '.next/.made-from',
    result: '.next/BUILD_ID',
    hash: hashSources(PAGE_SOURCES),
    work: () =>
      runNode([NEXT, 'build'], {
        signal,
        env: { NODE_ENV: 'production' },
        advice: 'The pages do not build: mend what is named above and run the command again.',
      }),
  })

export async function bundle() {
  rmSync(inRoot('dist'), { recursive: true, force: true })
  await Promise.all(
    BUNDLES.map(({ entry, name, alone }) =>
      bundleProgram(entry, inRoot('dist', `${name}.mjs`), { packages: alone ? 'bundle' : 'external' }),
    ),
  )
}

/** One program as one file that Node runs; where `packages` are not in it, it has to lie beside node_modules. */
export async function bundleProgram(entry, outfile, options = {}) {
  const { build } = await import('esbuild')
  await build({
    entryPoints: [inRoot(entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    // Every thread reads its map when it starts, and of the lines it needs the numbers only.
    sourcesContent: false,
    logLevel: 'warning',
    ...options,
  })
}
