import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { inRoot } from './root.mjs'
import { runAnyway } from './run.mjs'

let tree

beforeEach(() => {
  tree = mkdtempSync(path.join(tmpdir(), 'usescope-imports-'))
  cpSync(inRoot('tsconfig.json'), path.join(tree, 'tsconfig.json'))
})

afterEach(() => rmSync(tree, { recursive: true, force: true }))

function plant(files) {
  for (const [file, code] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true })
    writeFileSync(path.join(tree, file), code)
  }
}

async function cruise() {
  const cruiser = inRoot('node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const args = [cruiser, `--config=${inRoot('.dependency-cruiser.cjs')}`, '--output-type=json', 'lib']
  const { output } = await runAnyway(process.execPath, args, { cwd: tree })
  const { summary } = JSON.parse(output)
  return { modules: summary.totalCruised, broken: summary.violations.map(({ rule }) => rule.name) }
}

const STORE = { 'lib/store/db.ts': `export const db = 1\n` }

it('imports that the design allows pass', async () => {
  plant({
    'lib/core/rate.ts': 'export const rate = 1\n',
    'lib/store/db.ts': `export { rate } from '../core/rate'\n`,
  })
  expect(await cruise()).toEqual({ modules: 2, broken: [] })
})

it.each([
  ['lib/core/planted.ts', `import '../store/db'\n`, 'lib-core-imports'],
  ['lib/core/planted.ts', `import 'node:fs'\n`, 'core-is-pure'],
  ['lib/contract/planted.ts', `import '@/lib/store/db'\n`, 'lib-contract-imports'],
  ['lib/http/planted.ts', `import type {} from '@/lib/store/db'\n`, 'lib-http-imports'],
  ['lib/agent/planted.ts', `import '@/lib/store/db'\n`, 'lib-agent-imports'],
  ['lib/store/planted.ts', `import '@/lib/store/nowhere'\n`, 'no-unresolvable'],
])('a planted violation in %s is caught: %s', async (file, code, rule) => {
  plant({ ...STORE, [file]: code })
  const { modules, broken } = await cruise()
  expect(modules).toBeGreaterThan(0)
  expect(broken).toContain(rule)
})

it('a planted circle is caught', async () => {
  plant({
    'lib/core/a.ts': `import { b } from './b'\nexport const a = () => b\n`,
    'lib/core/b.ts': `import { a } from './a'\nexport const b = () => a\n`,
  })
  expect((await cruise()).broken).toContain('no-circles')
})
