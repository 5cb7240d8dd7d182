import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { GENERATED_DOCS } from './docs'

it.each(GENERATED_DOCS)('$file says what the code says (else: npm run docs)', ({ file, render }) => {
  const written = readFileSync(path.join(import.meta.dirname, '..', file), 'utf8')
  expect(written).toBe(render())
})
