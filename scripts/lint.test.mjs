import { ESLint } from 'eslint'
import { expect, it } from 'vitest'
import tseslint from 'typescript-eslint'
import { inRoot, ROOT } from './root.mjs'

/** Planted code belongs to no TypeScript project, so the rules that ask for types are left out. */
const eslint = new ESLint({
  cwd: ROOT,
  overrideConfig: [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked }],
})

async function rulesBroken(file, code) {
  const [result] = await eslint.lintText(code, { filePath: inRoot(file) })
  return result.messages.map(({ ruleId }) => ruleId)
}

it.each([
  [`export const nowMs = () => Date.now()`, 'no-restricted-properties'],
  [`export const now = () => new Date()`, 'no-restricted-syntax'],
  [`export const roll = () => Math.random()`, 'no-restricted-properties'],
  [`export const port = () => process.env.PORT`, 'no-restricted-globals'],
  [`import { readFileSync } from 'node:fs'\nexport const read = readFileSync`, 'no-restricted-imports'],
  [`import { z } from 'zod'\nexport const schema = z`, 'no-restricted-imports'],
  [`export const later = () => setTimeout(() => {}, 1)`, 'no-restricted-globals'],
])('the core is pure: %s', async (code, rule) => {
  expect(await rulesBroken('lib/core/planted.ts', `${code}\n`)).toContain(rule)
})

it('a date of a given time is pure', async () => {
  const code = `export const toIso = (timeMs: number): string => new Date(timeMs).toISOString()\n`
  expect(await rulesBroken('lib/core/planted.ts', code)).toEqual([])
})

it.each([
  [`export const any = (value: any) => value`, '@typescript-eslint/no-explicit-any'],
  [`export const sure = (value?: string) => value!.length`, '@typescript-eslint/no-non-null-assertion'],
  [`export default 1`, 'no-restricted-syntax'],
  [`export * from './config'`, 'no-restricted-syntax'],
])('the house style holds: %s', async (code, rule) => {
  expect(await rulesBroken('lib/config/planted.ts', `${code}\n`)).toContain(rule)
})

it('a file stops at 300 lines', async () => {
  const lines = (count) => '// A line.\n'.repeat(count)
  expect(await rulesBroken('lib/config/planted.ts', lines(300))).toEqual([])
  expect(await rulesBroken('lib/config/planted.ts', lines(301))).toContain('max-lines')
})

it('a test may not sleep', async () => {
  const code = `await new Promise((resolve) => setTimeout(resolve, 5))\n`
  expect(await rulesBroken('lib/config/planted.test.ts', code)).toContain('no-restricted-syntax')
})
