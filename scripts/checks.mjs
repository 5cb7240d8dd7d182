import { inRoot } from './root.mjs'
import { runAnyway } from './run.mjs'

const FOLDERS = ['app', 'components', 'lib', 'scripts', 'e2e', 'bench', 'server.ts']

const tool = (name, script, args, proof = null) => ({
  name,
  script: inRoot('node_modules', script),
  args,
  proof,
})

/** The fast checks, each with the one command line that runs it alone. */
const CHECKS = [
  tool('format', 'prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']),
  tool('lint', 'eslint/bin/eslint.js', ['--max-warnings=0', '.']),
  tool('types', 'typescript/bin/tsc', ['--noEmit', '-p', '.']),
  tool(
    'imports',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ['--config=.dependency-cruiser.cjs', '--output-type=err', ...FOLDERS],
    // With a compiler it does not know the tool sees nothing, and is content.
    /\b[1-9]\d* modules/,
  ),
  tool('unused code', 'knip/bin/knip.js', []),
]

/** Runs one check; one that cannot prove that it looked at anything has failed. */
async function runCheck({ script, args, proof }) {
  const { code, output } = await runAnyway(process.execPath, [script, ...args])
  return { isGood: code === 0 && (proof === null || proof.test(output)), output }
}

const toWork = (check) => ({ title: check.name, work: () => runCheck(check) })

/** Two lanes of about the same length: the linter works on one thread, and longer than all others together. */
export const checkLanes = (unitTests) => [
  CHECKS.filter(({ name }) => name === 'lint').map(toWork),
  [...CHECKS.filter(({ name }) => name !== 'lint').map(toWork), { title: 'unit tests', work: unitTests }],
]
