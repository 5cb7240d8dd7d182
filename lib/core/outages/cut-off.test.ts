import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../times'
import { mayBeCutOff } from './cut-off'
import { PathRuns } from './path-spans'

const FROM_MINUTE = 60

/** Probed each minute from 0 to 90. */
const pathThat = (connects: (minute: number) => boolean, everyMinutes = 1): PathRuns => {
  const runs = new PathRuns()
  for (let minute = 0; minute < 90; minute += everyMinutes)
    runs.add({ timesMs: Float64Array.of(minute * MINUTE_MS), isConnected: [Number(connects(minute))] })
  return runs
}

const isCut = (...probes: PathRuns[]): boolean => mayBeCutOff(probes, 0, FROM_MINUTE * MINUTE_MS)

describe('outages of a window are read without their beginning, perhaps', () => {
  it('if a path failed from the first probe that was read up to the window', () => {
    expect(isCut(pathThat((minute) => minute >= 60))).toBe(true)
    expect(isCut(pathThat((minute) => minute === 89))).toBe(true)
  })

  it('if paths failed one after the other', () => {
    const early = pathThat((minute) => minute >= 30)
    const late = pathThat((minute) => minute < 32 || minute >= 70)
    expect(isCut(early, late)).toBe(true)
    expect(isCut(early)).toBe(false)
    expect(isCut(late)).toBe(false)
  })

  it('if a path went up and down all the time', () => {
    expect(isCut(pathThat((minute) => minute % 4 === 0))).toBe(true)
  })

  it('if a path is probed too seldom', () => {
    expect(isCut(pathThat(() => true, 40))).toBe(true)
  })

  it('but not if all began to fail within what was read, lost single probes, or were well', () => {
    expect(isCut(pathThat((minute) => minute < 20))).toBe(false)
    expect(isCut(pathThat((minute) => minute % 5 !== 3))).toBe(false)
    expect(isCut(pathThat(() => true))).toBe(false)
    expect(isCut(new PathRuns())).toBe(false)
    expect(isCut()).toBe(false)
  })
})
