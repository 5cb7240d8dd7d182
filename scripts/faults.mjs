import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { pathToFileURL } from 'node:url'
import { describeFailure } from './advice.mjs'
import { bundleProgram, ensureBuilt, ensureGenerated } from './build.mjs'
import { checkNode, ensureInstalled } from './install.mjs'
import { inRoot } from './root.mjs'
import { toolEnvironment } from './run.mjs'

const BUNDLE = inRoot('test-results/faults/main.mjs')

/** Scripts find their files beside themselves, so they stay where they are. */
const scriptsStay = {
  name: 'scripts-stay',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^@\/scripts\// }, ({ path }) => ({
      path: pathToFileURL(inRoot(path.slice(2))).href,
      external: true,
    })),
}

/** Breaks a usescope of its own in every way that docs/faults.md lists, and tells what came of it. */
async function main() {
  checkNode()
  await ensureInstalled()
  await ensureGenerated()
  await ensureBuilt()
  await bundleProgram('e2e/faults/main.ts', BUNDLE, { plugins: [scriptsStay] })
  const args = ['--enable-source-maps', BUNDLE, ...process.argv.slice(2)]
  const child = spawn(process.execPath, args, { stdio: 'inherit', env: toolEnvironment() })
  // It ends what it has started, and then itself.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  const [code] = await once(child, 'exit')
  return code ?? 1
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`)
  process.exitCode = 1
}
