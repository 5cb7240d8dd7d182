import { describe, expect, it } from 'vitest'
import { otherMinutes, prepareClockAxis } from './prepare-clock-axis'

const at = (text: string) => Date.parse(text)
const SPAN = { fromMs: at('2026-11-01T00:00:00Z'), toMs: at('2026-11-21T00:00:00Z'), widthPx: 1_200 }

describe('the axis of the clock', () => {
  it('is one line where both clocks are the same', () => {
    expect(prepareClockAxis({ ...SPAN, zone: 'UTC', other: 'UTC' })).toHaveLength(1)
  })

  it('shows whole hours of both clocks where they lie', () => {
    const [own, other] = prepareClockAxis({ ...SPAN, zone: 'Asia/Kolkata', other: 'UTC' })
    expect(own?.ticks[6]).toEqual({ text: '06:00', at: 0.25 })
    expect(other?.ticks.find(({ text }) => text === '06:00')?.at).toBeCloseTo(11.5 / 24)
  })

  it('has a line for each side of a change of the clock, the present one first', () => {
    const span = { ...SPAN, fromMs: at('2026-10-20T00:00:00Z') }
    const lines = prepareClockAxis({ ...span, zone: 'Europe/Berlin', other: 'UTC' })
    expect(lines.map(({ title }) => title)).toEqual(['Europe/Berlin', 'UTC', 'to 25 Oct'])
    const midnightUtc = lines.map(({ ticks }) => ticks.find(({ text }) => text === '00:00')?.at)
    expect(midnightUtc).toEqual([0, 1 / 24, 2 / 24])
  })

  it('has as many ticks as there is room for', () => {
    const ticks = (widthPx: number) =>
      prepareClockAxis({ ...SPAN, widthPx, zone: 'UTC', other: 'UTC' })[0]?.ticks.length
    expect([ticks(1_200), ticks(300), ticks(10)]).toEqual([24, 6, 2])
  })

  it('turns a time of one clock into that of the other', () => {
    const clock = { zone: 'Europe/Berlin', other: 'UTC', toMs: SPAN.toMs }
    expect([otherMinutes(30, clock), otherMinutes(120, clock)]).toEqual([23 * 60 + 30, 60])
  })
})
