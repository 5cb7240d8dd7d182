import { expect, it } from 'vitest'
import type { EventDensity } from '@/lib/contract/events'
import { describeDensity, kindsOf, prepareDensity, sourcesOf } from './prepare-density'

const densityOf = (...kinds: EventDensity['kinds']): EventDensity => ({
  window: { fromMs: 0, toMs: 180_000 },
  stepMs: 60_000,
  nowMs: 180_000,
  asOfMs: null,
  kinds,
  total: kinds.reduce((sum, { total }) => sum + total, 0),
  cut: null,
  isAnyKnown: true,
})
const DPKG = { source: 'dpkg', kind: 'packages', total: 101, counts: [0, 100, 1] }
const BOOT = { source: 'kernel', kind: 'boot', total: 1, counts: [1, 0, 0] }
const ANY = { source: '', kind: '' }

it('a single event among hundreds is seen, and nothing is drawn where there is none', () => {
  const [lane] = prepareDensity(densityOf(DPKG), ANY).lanes
  expect(lane?.path).toBe('M1 1V0.000h1V1zM2 1V0.860h1V1z')
})

it('what the list leaves out is told apart from what it shows', () => {
  const chosen = (choice: typeof ANY) =>
    prepareDensity(densityOf(DPKG, BOOT), choice).lanes.map(({ isChosen }) => isChosen)
  expect(chosen(ANY)).toEqual([true, true])
  expect(chosen({ source: 'kernel', kind: '' })).toEqual([false, true])
  expect(chosen({ source: 'dpkg', kind: 'boot' })).toEqual([false, false])
})

it('says how many kinds are not drawn', () => {
  const many = Array.from({ length: 15 }, (_, index) => ({ ...BOOT, kind: `kind ${String(index)}` }))
  const { lanes, hidden } = prepareDensity(densityOf(...many), ANY)
  expect([lanes.length, hidden]).toEqual([12, 3])
})

it('reads out what begins in a step, and is silent where nothing does', () => {
  const { lanes } = prepareDensity(densityOf(DPKG, BOOT), ANY)
  expect(describeDensity(lanes, 0, '04:00')).toEqual(['04:00', '1 × kernel boot'])
  expect(describeDensity(lanes, 5, '04:05')).toEqual([])
})

it('offers the kinds of the chosen source', () => {
  const { kinds } = densityOf(DPKG, BOOT)
  expect(sourcesOf(kinds)).toEqual(['dpkg', 'kernel'])
  expect([kindsOf(kinds, 'kernel'), kindsOf(kinds, '')]).toEqual([['boot'], ['boot', 'packages']])
})
