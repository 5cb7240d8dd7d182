import { expect, it } from 'vitest'
import { schemaProblem } from './ready'

const NEEDED = ['0001_init', '0002_more']
const applied = (...names: string[]) => names.map((name) => ({ name, isFinished: true }))

it('a database with the migrations of this version is ready', () => {
  expect(schemaProblem(applied('0001_init', '0002_more'), NEEDED)).toBeNull()
})

it('a database that is empty, older or newer is named as that', () => {
  expect(schemaProblem([], NEEDED)).toContain('no tables yet')
  expect(schemaProblem(applied('0001_init'), NEEDED)).toMatch(/older than this version and lacks 0002_more/)
  expect(schemaProblem(applied('0001_init', '0002_more', '0003_new'), NEEDED)).toMatch(
    /newer than this version, which does not know 0003_new/,
  )
})

it('a migration that did not end is not ready, whatever else there is', () => {
  const half = [...applied('0001_init'), { name: '0002_more', isFinished: false }]
  expect(schemaProblem(half, NEEDED)).toContain('or that has failed: 0002_more')
})
