import { inRoot } from './root.mjs'
import { runAnyway } from './run.mjs'

const FOLDERS = ['app', 'components', 'lib', 'scripts', 'e2e', 'server.ts']

const tool = (name, script, args) => ({ name, script: inRoot('node_modules', script), args })

/** The fast checks, each with the one command line that runs it alone. */
export const CHECKS = [
  tool('format', 'prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']),
  tool('lint', 'eslint/bin/eslint.js', ['--max-warnings=0', '.']),
  tool('types', 'typescript/bin/tsc', ['--noEmit', '-p', '.']),
  tool('imports', 'dependency-cruiser/bin/dependency-cruise.mjs', [
    '--config=.dependency-cruiser.cjs',
    '--output-type=err',
    ...FOLDERS,
  ]),
  tool('unused code', 'knip/bin/knip.js', []),
]

/** Runs one check and says how it went; its words are printed only when it fails. */
export async function runCheck({ script, args }) {
  const { code, output } = await runAnyway(process.execPath, [script, ...args])
  return { isGood: code === 0, output }
}
