import { describe, expect, it } from 'vitest'
import { causesFirst } from './causes-first'

const daily = (name: string, startMinuteUtc: number, minutes: number, more = {}) => ({
  name,
  periodMinutes: 1440,
  startMinuteUtc,
  jitterMinutes: 10,
  lastsMs: minutes * 60_000,
  score: 100,
  candidates: [{ evidence: 5 }],
  ...more,
})
const namesOf = (found: readonly { name: string }[]) => found.map(({ name }) => name)

describe('causesFirst', () => {
  it('lists what begins first before what begins while it goes on, and keeps all else', () => {
    const callers = daily('callers', 240, 30, { score: 900, candidates: [] })
    const found = [daily('backup', 120, 25), callers, daily('logs', 0, 3), daily('batch', 200, 75)]
    expect(namesOf(causesFirst(found))).toEqual(['backup', 'batch', 'callers', 'logs'])
  })

  it('leaves those in their order that begin together, long after, or by nothing that is known', () => {
    const first = daily('first', 240, 30)
    for (const other of [
      daily('other', 236, 75),
      daily('other', 100, 75),
      daily('other', 200, 75, { candidates: [] }),
      daily('other', 200, 75, { score: 6.5 }),
      daily('other', 200, 75, { periodMinutes: 720 }),
    ])
      expect(namesOf(causesFirst([first, other]))).toEqual(['first', 'other'])
  })

  it('lets a weak one lead whose cause is certain', () => {
    const other = daily('other', 200, 75, { score: 6.5, candidates: [{ evidence: 8 }] })
    expect(namesOf(causesFirst([daily('first', 240, 30), other]))).toEqual(['other', 'first'])
  })

  it('loses none, also where each may follow from the other', () => {
    const round = [0, 480, 960].map((start) => daily(`at ${start}`, start, 700))
    expect(namesOf(causesFirst(round)).sort()).toEqual(namesOf(round).sort())
  })
})
